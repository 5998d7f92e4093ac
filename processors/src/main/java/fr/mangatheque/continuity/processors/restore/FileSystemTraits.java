package fr.mangatheque.continuity.processors.restore;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out, without writing anything, what names a file system tells apart. */
final class FileSystemTraits {
  private FileSystemTraits() {}

  static FolderNames namesFor(Path folder) {
    return new FolderNames(foldsCase(folder), asciiOnly());
  }

  /** Whether the folder, or the nearest above it that is there, is also found in other letters. */
  private static boolean foldsCase(Path folder) {
    for (Path path = folder; path != null; path = path.getParent()) {
      Path name = path.getFileName();
      if (name == null || !Files.exists(path)) {
        continue;
      }
      String swapped = swapped(name.toString());
      if (!swapped.equals(name.toString())) {
        return isSame(path, path.resolveSibling(swapped));
      }
    }
    return false;
  }

  private static boolean isSame(Path path, Path swapped) {
    try {
      return Files.exists(swapped) && Files.isSameFile(path, swapped);
    } catch (IOException | InvalidPathException _) {
      return false;
    }
  }

  private static String swapped(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(name) ? name.toUpperCase(Locale.ROOT) : lower;
  }

  /** Apple's file systems change letters, and a process may be told that it knows ASCII alone. */
  private static boolean asciiOnly() {
    return System.getProperty("os.name", "").startsWith("Mac")
        || !StandardCharsets.UTF_8.equals(fileNames(System.getProperty("sun.jnu.encoding")));
  }

  private static Charset fileNames(@Nullable String name) {
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : StandardCharsets.US_ASCII;
  }
}
