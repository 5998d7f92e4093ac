package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.processors.copy.Failpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The whole pipeline in a process of its own, which a test can kill. */
final class PipelineProcess implements AutoCloseable {
  /** What a process gives that a failpoint, or kill -9, ended. */
  static final int KILLED = 137;

  private static final int ENDED = -1;

  private final Process process;
  private final int port;
  private final Queue<String> words;

  private PipelineProcess(Process process, int port, Queue<String> words) {
    this.process = process;
    this.port = port;
    this.words = words;
  }

  /** In the child: starts all roles and says on which port events are taken. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    var configuration = ConfigurationReader.read(Path.of(args[0]), Map.of()).configuration();
    try (Pipeline pipeline =
        Pipeline.start(configuration, EnumSet.allOf(Role.class), InstantSource.system())) {
      System.out.println(pipeline.intakePort());
      Thread.currentThread().join();
    }
  }

  /**
   * Starts one; returns when it takes events, or has ended before it did.
   *
   * @param failpoint where it is to end as if the power failed; null for nowhere
   */
  static PipelineProcess start(Path configuration, Failpoints.@Nullable Step failpoint)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Xmx512m");
    if (failpoint != null) {
      command.add("-D" + Failpoints.PROPERTY + "=" + failpoint.property());
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PipelineProcess.class.getName());
    command.add(configuration.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Queue<String> words = new ConcurrentLinkedQueue<>();
    return new PipelineProcess(process, port(process, words), words);
  }

  private static int port(Process process, Queue<String> words) throws IOException {
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.matches("\\d+")) {
        Thread.ofVirtual().start(() -> output.lines().forEach(words::add));
        return Integer.parseInt(line);
      }
      words.add(line);
    }
    return ENDED;
  }

  /** Whether it came so far as to take events. */
  boolean tookEvents() {
    return port != ENDED;
  }

  int port() {
    return port;
  }

  /** What it logged. */
  String words() {
    return String.join("\n", words);
  }

  /** Waits until it has ended by itself and gives its exit status. */
  int awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the process was to end at a failpoint and did not");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
