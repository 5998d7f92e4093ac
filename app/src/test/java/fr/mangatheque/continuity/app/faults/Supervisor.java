package fr.mangatheque.continuity.app.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one process running, as systemd does: whatever ends it, it is started again. */
final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final Path configuration;
  private final File output;
  private final Deque<List<String>> flagsOfNext = new ArrayDeque<>();
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger halts = new AtomicInteger();
  private final Thread watcher;
  private PipelineChild child;
  private Runnable between = () -> {};
  private boolean killed;
  private boolean closed;

  /**
   * @param first flags of the first process; later ones have none, but for those asked for
   */
  Supervisor(Path configuration, List<String> first) throws IOException {
    this.configuration = configuration;
    this.output = new File(configuration + ".log");
    this.child = PipelineChild.start(configuration, first, output);
    this.watcher = Thread.ofVirtual().start(this::watch);
  }

  /** The process of now. */
  synchronized PipelineChild child() {
    return child;
  }

  /** How often it was killed by {@link #kill}. */
  int kills() {
    return kills.get();
  }

  /** How often it ended at a failpoint. */
  int halts() {
    return halts.get();
  }

  /** How often its processes said this. */
  int says(String words) {
    try (Stream<String> lines = Files.lines(output.toPath())) {
      return (int) lines.filter(line -> line.contains(words)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the process; the one after it has these flags. */
  synchronized void kill(List<String> flags) {
    flagsOfNext.add(flags);
    killed = true;
    child.kill();
  }

  /** Kills the process; this is done before the next is started. */
  synchronized void killThen(Runnable meanwhile) {
    between = meanwhile;
    kill(List.of());
  }

  private void watch() {
    try {
      while (restartAfter(child().awaitEnd())) {
        log.atInfo().log("The pipeline is started again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean restartAfter(int status) {
    if (closed) {
      return false;
    }
    if (status != PipelineChild.KILLED) {
      log.atWarn().addKeyValue("status", status).log("The pipeline ended by itself");
    } else if (killed) {
      kills.incrementAndGet();
    } else {
      halts.incrementAndGet();
    }
    killed = false;
    between.run();
    between = () -> {};
    List<String> flags = flagsOfNext.isEmpty() ? List.of() : flagsOfNext.poll();
    try {
      child = PipelineChild.start(configuration, flags, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  @Override
  public void close() throws InterruptedException {
    synchronized (this) {
      closed = true;
      child.close();
    }
    watcher.join();
  }
}
