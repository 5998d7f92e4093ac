package fr.mangatheque.continuity.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of a demo; gone at its end unless it is to be kept. */
final class Workplace implements AutoCloseable {
  private final Path directory;
  private final boolean kept;

  private Workplace(Path directory, boolean kept) {
    this.directory = directory;
    this.kept = kept;
  }

  /**
   * Makes it.
   *
   * @param keep where to keep it; null if not
   * @throws IllegalArgumentException if something is there already
   */
  static Workplace open(@Nullable Path keep) {
    try {
      if (keep == null) {
        return new Workplace(Files.createTempDirectory("continuity-demo-"), false);
      }
      Path directory = Files.createDirectories(keep.toAbsolutePath().normalize());
      try (Stream<Path> found = Files.list(directory)) {
        if (found.findAny().isPresent()) {
          throw new IllegalArgumentException(
              directory + " is not empty: a demo starts from nothing, so name a new directory");
        }
      }
      return new Workplace(directory, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a directory for the demo", e);
    }
  }

  Path of(String name) {
    return directory.resolve(name);
  }

  Path directory() {
    return directory;
  }

  boolean kept() {
    return kept;
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + directory + "; it may be removed", e);
    }
  }
}
