package fr.mangatheque.continuity.app.guide;

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
import java.util.stream.Stream;

/** Bash in a directory, with the variables of the tools it calls. */
record Shell(Path directory, Map<String, String> environment) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What a script came to, and all it said. */
  record Answer(int status, String said) {}

  /** Which of these programs are not on the path. */
  static List<String> missing(String... programs) {
    return Stream.of(programs)
        .filter(
            program ->
                Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "")
                            .split(File.pathSeparator))
                    .noneMatch(folder -> Files.isExecutable(Path.of(folder, program))))
        .toList();
  }

  /** Runs a script to its end, or to its first command that fails. */
  Answer run(String script) throws IOException, InterruptedException {
    Path said = Files.createTempFile(directory, "said", ".log");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    // Whoever runs the tests may have credentials, profiles and certificates of their own.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("RCLONE_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(script + " does not end: " + Files.readString(said));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Answer(process.exitValue(), new String(Files.readAllBytes(said), UTF_8));
  }
}
