package fr.mangatheque.continuity.processors.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone when it is closed, where a property cannot be given one. */
record TestFolder(Path path) implements AutoCloseable {
  static TestFolder create() throws IOException {
    return new TestFolder(Files.createTempDirectory("restore-test"));
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(path)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
