package fr.mangatheque.continuity.app.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process is made of, in the order in which it started; it ends in the reverse, and one part
 * that fails to end does not keep the others from it. Of one thread.
 */
final class Parts implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Parts.class);
  private static final Duration SLOW = Duration.ofSeconds(5);

  private final Deque<Part> parts = new ArrayDeque<>();

  private record Part(String name, AutoCloseable closing) {}

  /** Takes in {@code part}, which runs. */
  <T extends AutoCloseable> T add(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      end(parts.pop());
    }
  }

  private static void end(Part part) {
    long start = System.nanoTime();
    try {
      part.closing().close();
    } catch (Exception e) {
      log.atError().addKeyValue("part", part.name()).setCause(e).log("A part did not end well");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    (took.compareTo(SLOW) > 0 ? log.atInfo() : log.atDebug())
        .addKeyValue("part", part.name())
        .addKeyValue("ms", took.toMillis())
        .log("Ended");
  }
}
