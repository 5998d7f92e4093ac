package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A client that is not Java's: kcat, which is librdkafka on a command line. */
final class Kcat {
  private final String bootstrapServers;

  Kcat(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Tests that need it are skipped where it is not on the path. */
  static final class Installed implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
      return program().isPresent()
          ? ConditionEvaluationResult.enabled("kcat is on the path")
          : ConditionEvaluationResult.disabled(
              "kcat is not on the path: install it (Debian: apt-get install kcat)");
    }
  }

  private static Optional<Path> program() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "kcat"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Produces {@code input} as {@code options} say. */
  void produce(String topic, String input, String... options) {
    run(topic, "-P", input, options);
  }

  /** All that {@code topic} holds now, each record as {@code format} says. */
  String consume(String topic, String format) {
    return run(topic, "-C", "", "-o", "beginning", "-e", "-q", "-f", format);
  }

  private String run(String topic, String mode, String input, String... options) {
    List<String> command = new ArrayList<>();
    command.add(program().orElseThrow().toString());
    command.addAll(List.of(mode, "-b", bootstrapServers, "-t", topic));
    command.addAll(List.of(options));
    try {
      Path output = Files.createTempFile("kcat", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(UTF_8));
      }
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String said = new String(Files.readAllBytes(output), UTF_8);
      Files.delete(output);
      assertThat(ended).as("%s did not end: %s", command, said).isTrue();
      assertThat(process.exitValue()).as("%s said %s", command, said).isZero();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
