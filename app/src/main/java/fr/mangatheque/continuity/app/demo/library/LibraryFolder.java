package fr.mangatheque.continuity.app.demo.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A library somebody has: the images of a folder and of those in it. */
public final class LibraryFolder {
  private static final Map<String, String> TYPES =
      Map.of(
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "png", "image/png",
          "webp", "image/webp",
          "gif", "image/gif",
          "avif", "image/avif");

  /** The demo's endpoints keep objects as files, whose names are bounded; entries add to them. */
  private static final int LONGEST_KEY = 700;

  private static final int LONGEST_SEGMENT = 255;

  /** What the demo's endpoints take in one request, with room to spare. */
  private static final long LARGEST = 64L << 20;

  private LibraryFolder() {}

  /**
   * Lists it.
   *
   * @throws IllegalArgumentException if there is no image in it
   */
  public static Library open(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Picture> pictures =
          files
              .filter(Files::isRegularFile)
              .sorted()
              .flatMap(file -> picture(folder, file).stream())
              .toList();
      if (pictures.isEmpty()) {
        throw new IllegalArgumentException(
            "There is no image (" + String.join(", ", TYPES.keySet()) + ") in " + folder);
      }
      return new Library(pictures);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the library " + folder, e);
    }
  }

  private static Optional<Picture> picture(Path folder, Path file) {
    String key = String.join("/", segments(folder.relativize(file)));
    String type = TYPES.get(ending(key));
    long size = file.toFile().length();
    if (type == null || !fits(key) || size == 0 || size > LARGEST) {
      return Optional.empty();
    }
    return Optional.of(new Picture(key, type, file, size));
  }

  private static boolean fits(String key) {
    return key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY
        && Arrays.stream(key.split("/"))
            .allMatch(part -> part.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SEGMENT);
  }

  private static List<String> segments(Path relative) {
    return Stream.iterate(0, i -> i + 1)
        .limit(relative.getNameCount())
        .map(i -> relative.getName(i).toString())
        .toList();
  }

  private static String ending(String key) {
    return key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
