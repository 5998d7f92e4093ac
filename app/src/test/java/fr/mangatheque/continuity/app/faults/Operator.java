package fr.mangatheque.continuity.app.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import fr.mangatheque.continuity.app.command.ContinuityCommand;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/** Whoever is on call, at the command line: asks whichever process listens by then. */
final class Operator {
  private final IntSupplier port;

  /** What a command printed, and how it ended. */
  record Answer(int exitCode, String out, String err) {
    /** Missing where there is no answer. */
    JsonNode json() {
      try {
        return out.isBlank() ? MissingNode.getInstance() : new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException(out + err, e);
      }
    }
  }

  /**
   * @param port where operators are listened to now; negative while nowhere
   */
  Operator(IntSupplier port) {
    this.port = port;
  }

  /** Enters {@code continuity command --json}. */
  Answer ask(String... command) {
    int to = port.getAsInt();
    if (to < 0) {
      return new Answer(ExitCode.UNREACHABLE, "", "no process listens to operators");
    }
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(
        List.of(
            "--json",
            "--url",
            "http://127.0.0.1:" + to,
            "--operator-token",
            FaultSite.OPERATOR_TOKEN));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = ContinuityCommand.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = line.execute(all.toArray(String[]::new));
    return new Answer(exitCode, out.toString(), err.toString());
  }

  /** Runs a job and waits for its end: {@code succeeded}, or what else came of it. */
  String run(String job) {
    Answer answer = job.equals("rebuild") ? ask(job) : ask("jobs", "run", job);
    return answer.json().path("phase").asText(answer.err());
  }

  /** Begins a job and does not wait; the id of the run that was asked for, if it could be. */
  Optional<String> begin(String job) {
    return id(ask("jobs", "run", job, "--no-wait").json());
  }

  /** The id of a job's run that ended last, well or not. */
  Optional<String> lastEnded(String job) {
    for (JsonNode each : ask("jobs").json().path("jobs")) {
      if (each.path("job").asText().equals(job)) {
        return id(each.path("last"));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> id(JsonNode run) {
    return run.path("id").isTextual() ? Optional.of(run.path("id").asText()) : Optional.empty();
  }
}
