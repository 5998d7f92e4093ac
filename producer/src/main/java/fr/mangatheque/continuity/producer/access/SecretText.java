package fr.mangatheque.continuity.producer.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Secrets as they stand in files and configurations: one a line. */
public final class SecretText {
  private static final int LARGEST = 64 * 1024;

  private SecretText() {}

  /**
   * The secrets in {@code text}, without what is blank around them.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static List<String> lines(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("there is no secret in it");
    }
    return lines;
  }

  /** The whole of a small file, without line breaks at its end. */
  static String read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST) {
      throw new IOException("has " + size + " bytes, more than a file of secrets has");
    }
    return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+\\z", "");
  }
}
