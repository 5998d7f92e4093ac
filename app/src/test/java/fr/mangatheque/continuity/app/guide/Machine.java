package fr.mangatheque.continuity.app.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A machine with this software on it: a directory in which {@code ./continuity} can be typed. */
final class Machine implements AutoCloseable {
  private final Path directory;
  private final Path log;
  private @Nullable Process running;

  Machine(Path directory) throws IOException {
    this.directory = directory;
    this.log = directory.resolve("run.log");
    Path command = directory.resolve("continuity");
    Files.writeString(
        command,
        """
        #!/bin/sh
        exec '%s' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \\
          -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m \\
          -cp '%s' fr.mangatheque.continuity.app.Main "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path")));
    assertThat(command.toFile().setExecutable(true)).isTrue();
  }

  /** A port that nothing listens on. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  void configuration(String yaml) throws IOException {
    Files.writeString(directory.resolve("continuity.yaml"), yaml);
  }

  /** Types a command and waits for its end. */
  Shell.Answer type(String command) throws IOException, InterruptedException {
    return new Shell(directory, Map.of()).run(command);
  }

  /** Types a command that goes on, in another terminal. */
  void typeAside(String command) throws IOException {
    Files.deleteIfExists(log);
    running =
        new ProcessBuilder("bash", "-c", "exec " + command)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
  }

  /** What the command aside said so far; fails if it has ended. */
  String said() throws IOException {
    String said = Files.exists(log) ? Files.readString(log) : "";
    assertThat(running != null && running.isAlive()).as(said).isTrue();
    return said;
  }

  /** Ends the command aside as a machine that burns, with all it kept. */
  void lose(String data) throws IOException, InterruptedException {
    close();
    try (Stream<Path> kept = Files.walk(directory.resolve(data))) {
      for (Path path : List.copyOf(kept.sorted(Comparator.reverseOrder()).toList())) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (running != null) {
      running.destroyForcibly();
      assertThat(running.waitFor(20, TimeUnit.SECONDS)).isTrue();
      running = null;
    }
  }
}
