package fr.mangatheque.continuity.app.command.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.app.command.ContinuityCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import picocli.CommandLine;

/** A person at a command line: an environment, perhaps a terminal, and what they type there. */
public final class Shell {
  private final Map<String, String> environment = new HashMap<>();
  private final Queue<String> typed = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private boolean terminal;
  private Runnable atEnd = () -> {};

  /** How a command ended. */
  public record Answer(int exitCode, String out, String err, byte[] content) {
    public JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  public Shell with(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  public Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** There is a terminal, and these lines are typed when something is asked. */
  public Shell types(String... lines) {
    terminal = true;
    typed.addAll(List.of(lines));
    return this;
  }

  /** What was asked of the person. */
  public List<String> asked() {
    return asked;
  }

  /** Presses Ctrl-C. */
  public void interrupts() {
    atEnd.run();
  }

  public Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    CommandLine command = ContinuityCommand.commandLine(surroundings(content));
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = command.execute(arguments);
    return new Answer(exitCode, out.toString(), err.toString(), content.toByteArray());
  }

  private Surroundings surroundings(ByteArrayOutputStream content) {
    return new Surroundings(
        environment,
        InstantSource.system(),
        ZoneId.of("Europe/Paris"),
        new TypedTerminal(),
        content,
        action -> atEnd = action);
  }

  private final class TypedTerminal implements Terminal {
    @Override
    public boolean present() {
      return terminal;
    }

    @Override
    public boolean drawable() {
      return false;
    }

    @Override
    public Optional<String> ask(String question) {
      asked.add(question);
      return Optional.ofNullable(typed.poll());
    }
  }
}
