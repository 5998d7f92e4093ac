package fr.mangatheque.continuity.app.demo.library;

import java.nio.file.Path;

/**
 * An image of the library.
 *
 * @param key its name in the source
 * @param contentType its media type
 * @param file where its bytes are
 * @param size in bytes
 */
public record Picture(String key, String contentType, Path file, long size) {
  private static final String COVERS = "covers/";

  public Picture {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a picture has a key: " + file);
    }
  }

  /** Whether it is what readers see first. */
  public boolean cover() {
    return key.startsWith(COVERS);
  }
}
