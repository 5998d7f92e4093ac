package fr.mangatheque.continuity.app.demo.library;

import java.util.List;

/**
 * What is uploaded, in that order.
 *
 * @param pictures at least one, each key once
 */
public record Library(List<Picture> pictures) {
  public Library {
    pictures = List.copyOf(pictures);
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("a library has at least one picture");
    }
    if (pictures.stream().map(Picture::key).distinct().count() != pictures.size()) {
      throw new IllegalArgumentException("two pictures have one key");
    }
  }

  /** Of all pictures together, in bytes. */
  public long bytes() {
    return pictures.stream().mapToLong(Picture::size).sum();
  }
}
