package fr.mangatheque.continuity.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.app.command.ContinuityCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * An operator's terminal.
 *
 * @param url of the process that is asked
 */
record Console(String url, String token) {
  /** What a command said, and ended with. */
  record Answer(int exitCode, String out, String err) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new AssertionError(out + err, e);
      }
    }
  }

  static Console of(Pipeline pipeline, String token) {
    return new Console("http://127.0.0.1:" + pipeline.operatorPort(), token);
  }

  Answer ask(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", url, "--operator-token", token));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = ContinuityCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = command.execute(all.toArray(String[]::new));
    return new Answer(exitCode, out.toString(), err.toString());
  }
}
