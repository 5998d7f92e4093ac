package fr.mangatheque.continuity.producer.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A run of a program in {@code clients/php}, to its end. */
record PhpRun(int status, String output, String errors, Duration took) {
  private static final Path CLIENT = Path.of("..", "clients", "php");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  static boolean canRun(String program) {
    return Arrays.stream(
            Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /**
   * @param scratch a directory for what it reads and writes
   */
  static PhpRun of(
      List<String> command, Map<String, String> environment, String input, Path scratch)
      throws IOException, InterruptedException {
    Path in = Files.writeString(scratch.resolve("in"), input);
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(CLIENT.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CONTINUITY_"));
    // There the client remembers which intake failed.
    builder.environment().put("TMPDIR", scratch.toString());
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(command + " does not end: " + read(out) + read(err));
      }
    } finally {
      process.destroyForcibly();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new PhpRun(process.exitValue(), read(out), read(err), took);
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
