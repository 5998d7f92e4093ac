package fr.mangatheque.continuity.app.faults;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.app.run.Pipeline;
import fr.mangatheque.continuity.app.run.Role;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** The whole pipeline in a process of its own, to be killed and suspended. */
final class PipelineChild implements AutoCloseable {
  /** What a process gives that a failpoint, or kill -9, ended. */
  static final int KILLED = 137;

  private static final int FAILED = 1;
  private static final String CLOCK = "faults.clock.offset";

  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private volatile String kafka = "";
  private volatile int operatorPort = -1;
  private volatile boolean suspended;

  private PipelineChild(Process process, File log) {
    this.process = process;
    Thread.ofVirtual().start(() -> read(log));
  }

  /** In the child: as the command, it ends when it cannot start, whatever threads are left. */
  public static void main(String[] args) {
    try {
      runUntilKilled(args);
    } catch (Exception | Error e) {
      LoggerFactory.getLogger(PipelineChild.class).error("The pipeline cannot start", e);
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /** Starts all roles and says on which ports events and orders are taken. */
  @SuppressWarnings("SystemOut")
  private static void runUntilKilled(String[] args) throws Exception {
    var configuration =
        Hasty.of(ConfigurationReader.read(Path.of(args[0]), Map.of()).configuration());
    InstantSource clock =
        InstantSource.offset(
            InstantSource.system(), Duration.parse(System.getProperty(CLOCK, "PT0S")));
    try (Pipeline pipeline = Pipeline.start(configuration, EnumSet.allOf(Role.class), clock)) {
      System.out.println("kafka " + pipeline.bootstrapServers());
      System.out.println("operator " + pipeline.operatorPort());
      System.out.println("port " + pipeline.intakePort());
      Thread.currentThread().join();
    }
  }

  /**
   * Starts one and returns at once.
   *
   * @param flags of its JVM, such as an armed failpoint
   * @param log what it says goes there
   */
  static PipelineChild start(Path configuration, List<String> flags, File log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    if (flags.stream().noneMatch(flag -> flag.startsWith("-Xmx"))) {
      command.add("-Xmx400m");
    }
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PipelineChild.class.getName());
    command.add(configuration.toString());
    return new PipelineChild(new ProcessBuilder(command).redirectErrorStream(true).start(), log);
  }

  /** The flag that puts its own clock off. */
  static String clockOff(Duration by) {
    return "-D" + CLOCK + "=" + by;
  }

  /** Writes down what it says, for it could not where its disk is full. */
  private void read(File log) {
    try (BufferedReader output = process.inputReader();
        Writer written = Files.newBufferedWriter(log.toPath(), CREATE, APPEND)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("kafka ")) {
          kafka = line.substring("kafka ".length());
        } else if (line.startsWith("operator ")) {
          operatorPort = Integer.parseInt(line.substring("operator ".length()));
        } else if (line.startsWith("port ")) {
          port.complete(Integer.valueOf(line.substring("port ".length())));
        }
        written.write(line + "\n");
        written.flush();
      }
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
    port.complete(-1);
  }

  /** Where it takes events; negative while it does not, and when it ended before it did. */
  int port() {
    return port.getNow(-1);
  }

  /** Where it listens to operators; negative until it does. */
  int operatorPort() {
    return operatorPort;
  }

  /** Where its Kafka is; empty until it takes events. */
  String kafka() {
    return kafka;
  }

  /** So much memory of it was ever resident, in KiB. */
  long peakResidentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** From now on none of its files may grow: what a full disk does. */
  void fillDisk() throws IOException, InterruptedException {
    Process limit = new ProcessBuilder("prlimit", "--pid", "" + process.pid(), "--fsize=1").start();
    if (limit.waitFor() != 0) {
      throw new IOException("prlimit of " + process.pid() + " failed");
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has ended; gives its exit status. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  boolean isSuspended() {
    return suspended;
  }

  void kill() {
    process.destroyForcibly();
  }

  /** As a machine that stands still: its connections stay open and nothing in it goes on. */
  void suspend() throws IOException, InterruptedException {
    suspended = true;
    signal("STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("CONT");
    suspended = false;
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start();
    if (kill.waitFor() != 0 && process.isAlive()) {
      throw new IOException("kill -" + signal + " " + process.pid() + " failed");
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("process " + process.pid() + " does not end");
    }
  }
}
