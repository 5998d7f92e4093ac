package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes files whole or not at all: beside the tree first, then moved to where they belong. Holds a
 * lock on the folder, which the system drops when the process dies. Thread-safe.
 */
final class FolderWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWriter.class);
  private static final String LOCK = "lock";
  private static final int BUFFER = 64 * 1024;
  private static final int FIRST_READ_BACK = 10;
  private static final int ONE_READ_BACK_IN = 1000;

  private final FolderTree tree;
  private final Path partial;
  private final FileChannel lockFile;
  private final ReentrantLock placing = new ReentrantLock();
  private final AtomicLong written = new AtomicLong();

  /** What came of a write. */
  enum Placed {
    DONE,
    CHANGED
  }

  private FolderWriter(FolderTree tree, Path partial, FileChannel lockFile) {
    this.tree = tree;
    this.partial = partial;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder if need be, and removes what a killed process left half written.
   *
   * @throws StoreException if it cannot be written to, or another process writes to it
   */
  static FolderWriter open(FolderTree tree) {
    Path partial = tree.root().resolve(FolderNames.PARTIAL);
    try {
      Files.createDirectories(tree.root());
      requireFolder(makeFolder(partial));
      FileChannel channel =
          FileChannel.open(
              partial.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel).isEmpty()) {
        channel.close();
        throw StoreException.of(
            StoreFault.REFUSED, "another restore is writing to " + tree.root(), null);
      }
      removeLeftovers(partial);
      return new FolderWriter(tree, partial, channel);
    } catch (IOException e) {
      throw FolderFaults.of("cannot write to " + tree.root(), e);
    }
  }

  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException _) {
      return Optional.empty();
    }
  }

  private static void removeLeftovers(Path partial) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
      for (Path file : files) {
        if (!file.endsWith(LOCK)) {
          Files.delete(file);
        }
      }
    }
  }

  Placed write(
      ObjectKey key, Content content, ObjectHeaders headers, @Nullable DestinationObject expected) {
    Path file = partial.resolve(UUID.randomUUID().toString());
    Path meta = FolderTree.meta(file);
    try {
      try (InputStream in = content.open()) {
        Files.copy(in, file);
      }
      verify(key, file, content);
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Files.write(
          meta,
          FileMeta.of(
                  key.value(),
                  content.size(),
                  FolderTree.modified(attributes),
                  content.sha256().hex(),
                  headers)
              .toJson());
      return place(key, file, content, expected);
    } catch (IOException e) {
      throw FolderFaults.of("cannot write " + key + " to " + tree.root(), e);
    } finally {
      remove(file);
      remove(meta);
    }
  }

  private void verify(ObjectKey key, Path file, Content content) throws IOException {
    long number = written.getAndIncrement();
    boolean readBack = number < FIRST_READ_BACK || number % ONE_READ_BACK_IN == 0;
    if (Files.size(file) != content.size() || readBack && !hash(file).equals(content.sha256())) {
      throw StoreException.of(
          StoreFault.CORRUPT, tree.root() + " keeps other bytes than were written of " + key, null);
    }
  }

  /** What cannot be removed now is at the next start. */
  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.atDebug().addKeyValue("file", file).setCause(e).log("Could not remove a partial file");
    }
  }

  private Placed place(
      ObjectKey key, Path file, Content content, @Nullable DestinationObject expected)
      throws IOException {
    placing.lock();
    try {
      Optional<Path> present = tree.find(key);
      Optional<DestinationObject> now =
          present.isEmpty() ? Optional.empty() : FolderTree.look(key, present.get());
      boolean asSeen =
          expected == null
              ? now.isEmpty()
              : now.filter(it -> it.etag().equals(expected.etag())).isPresent();
      if (!asSeen) {
        return present.isPresent() && hash(present.get()).equals(content.sha256())
            ? Placed.DONE
            : Placed.CHANGED;
      }
      Path target = present.isPresent() ? present.get() : newPlace(key);
      // first, so that no file stands without it
      move(FolderTree.meta(file), FolderTree.meta(target));
      move(file, target);
      return Placed.DONE;
    } finally {
      placing.unlock();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path newPlace(ObjectKey key) throws IOException {
    Optional<List<String>> path = tree.names().path(key);
    if (path.isEmpty()) {
      requireFolder(makeFolder(tree.apart()));
      return tree.apart().resolve(FolderNames.apart(key));
    }
    Path folder = tree.root();
    List<String> segments = path.get();
    for (String name : segments.subList(0, segments.size() - 1)) {
      Path plain = folder.resolve(name);
      Path other = folder.resolve(name + FolderNames.OTHER);
      if (FolderTree.isFolder(plain)) {
        folder = plain;
      } else if (FolderTree.isFolder(other) || FolderTree.isFile(plain)) {
        folder = makeFolder(other);
      } else {
        folder = makeFolder(plain);
      }
      requireFolder(folder);
    }
    Path plain = folder.resolve(segments.getLast());
    Path target =
        FolderTree.isFolder(plain) ? folder.resolve(segments.getLast() + FolderNames.OTHER) : plain;
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw inTheWay(target);
    }
    return target;
  }

  private static Path makeFolder(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder);
    }
    return folder;
  }

  /** A link could lead anywhere. */
  private static void requireFolder(Path folder) {
    if (!FolderTree.isFolder(folder)) {
      throw inTheWay(folder);
    }
  }

  private static StoreException inTheWay(Path path) {
    return StoreException.of(
        StoreFault.REFUSED,
        path + " is a link or something else that was not restored: move it away",
        null);
  }

  /** Returns whether it is gone. */
  boolean delete(DestinationObject seen) {
    placing.lock();
    try {
      Optional<Path> file = tree.find(seen.key());
      if (file.isEmpty()) {
        return true;
      }
      Optional<DestinationObject> now = FolderTree.look(seen.key(), file.get());
      if (now.isPresent() && !now.get().etag().equals(seen.etag())) {
        return false;
      }
      Files.deleteIfExists(file.get());
      Files.deleteIfExists(FolderTree.meta(file.get()));
      return true;
    } catch (IOException e) {
      throw FolderFaults.of("cannot delete " + seen.key() + " in " + tree.root(), e);
    } finally {
      placing.unlock();
    }
  }

  static Sha256 hash(Path file) throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return Sha256.of(digest.digest());
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(partial.resolve(LOCK));
      lockFile.close();
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      throw FolderFaults.of("cannot give back " + tree.root(), e);
    }
  }
}
