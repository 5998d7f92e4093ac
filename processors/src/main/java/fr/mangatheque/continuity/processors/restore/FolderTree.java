package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where files of keys are in a folder, as far as there are any. Follows no links. Thread-safe. */
final class FolderTree {
  private final Path root;
  private final FolderNames names;

  FolderTree(Path root, FolderNames names) {
    this.root = root;
    this.names = names;
  }

  Path root() {
    return root;
  }

  FolderNames names() {
    return names;
  }

  Path apart() {
    return root.resolve(FolderNames.APART);
  }

  /** The file of a key, if it is there. */
  Optional<Path> find(ObjectKey key) {
    Optional<List<String>> path = names.path(key);
    if (path.isEmpty()) {
      return Optional.of(apart().resolve(FolderNames.apart(key))).filter(FolderTree::isFile);
    }
    List<String> segments = path.get();
    Path folder = root;
    for (String name : segments.subList(0, segments.size() - 1)) {
      Optional<Path> next = one(folder, name).filter(FolderTree::isFolder);
      if (next.isEmpty()) {
        next = other(folder, name).filter(FolderTree::isFolder);
      }
      if (next.isEmpty()) {
        return Optional.empty();
      }
      folder = next.get();
    }
    Path last = folder;
    return one(last, segments.getLast())
        .filter(FolderTree::isFile)
        .or(() -> other(last, segments.getLast()).filter(FolderTree::isFile));
  }

  private static Optional<Path> one(Path folder, String name) {
    return Optional.of(folder.resolve(name));
  }

  private static Optional<Path> other(Path folder, String name) {
    return Optional.of(folder.resolve(name + FolderNames.OTHER));
  }

  static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  static Path meta(Path file) {
    return file.resolveSibling(file.getFileName() + FolderNames.META);
  }

  /** What a file is; empty if it is gone. */
  static Optional<DestinationObject> look(ObjectKey key, Path file) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      FileMeta meta = readMeta(file).orElse(null);
      return Optional.of(
          new DestinationObject(
              key,
              attributes.size(),
              tag(attributes),
              sha256(meta, key, attributes),
              attributes.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  static String modified(BasicFileAttributes attributes) {
    return attributes.lastModifiedTime().toInstant().toString();
  }

  private static ETag tag(BasicFileAttributes attributes) {
    return new ETag("file-" + modified(attributes) + "-" + attributes.size());
  }

  private static @Nullable Sha256 sha256(
      @Nullable FileMeta meta, ObjectKey key, BasicFileAttributes attributes) {
    boolean asWritten =
        meta != null
            && meta.key().equals(key.value())
            && meta.size() == attributes.size()
            && meta.modified().equals(modified(attributes));
    return asWritten ? Sha256.parse(meta.sha256()).orElse(null) : null;
  }

  /** What stands beside a file; empty if nothing does, or nothing that can be read. */
  static Optional<FileMeta> readMeta(Path file) {
    Path meta = meta(file);
    if (!isFile(meta)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(meta)) {
      return Optional.of(FileMeta.ofJson(in.readNBytes(FileMeta.LONGEST)));
    } catch (IOException _) {
      // then the file is read to know what it is
      return Optional.empty();
    }
  }
}
