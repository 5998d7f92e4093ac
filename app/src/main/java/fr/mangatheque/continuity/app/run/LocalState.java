package fr.mangatheque.continuity.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what keeps state beside Kafka. That state is only a copy of what Kafka holds: a process
 * that is killed while Streams drops an old copy leaves half of one, which no later start could
 * open. Then it is thrown away and read from Kafka again.
 */
final class LocalState {
  private static final Logger log = LoggerFactory.getLogger(LocalState.class);

  private LocalState() {}

  /**
   * Makes and starts a {@code T}.
   *
   * @param directory where it keeps its state, and nothing else is kept
   * @throws ProcessorStateException if it cannot open its state, although that is new
   */
  static <T extends AutoCloseable> T start(
      String name, Path directory, Supplier<T> make, Consumer<T> start) {
    T first = make.get();
    try {
      start.accept(first);
      return first;
    } catch (ProcessorStateException e) {
      close(first, e);
      log.atWarn()
          .addKeyValue("part", name)
          .addKeyValue("directory", directory)
          .setCause(e)
          .log("Local state cannot be opened; it is read from Kafka again");
      delete(directory);
    } catch (RuntimeException | Error e) {
      close(first, e);
      throw e;
    }
    T second = make.get();
    try {
      start.accept(second);
      return second;
    } catch (RuntimeException | Error e) {
      close(second, e);
      throw e;
    }
  }

  private static void close(AutoCloseable part, Throwable failure) {
    try {
      part.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  private static void delete(Path directory) {
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + directory, e);
    }
  }
}
