package fr.mangatheque.continuity.storage.staging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of temporary files that this process owns, inside one that it may share. Ownership is a
 * lock on {@code <folder>.lock}, which the system drops when the process dies, however it dies; who
 * comes next removes folders that nobody owns. Thread-safe.
 */
final class StagingDirectory implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StagingDirectory.class);
  private static final String PREFIX = "in-transit-";
  private static final String LOCK = ".lock";
  private static final ReentrantLock OPENING = new ReentrantLock();
  // opening and closing a file anywhere in a process drops that process's lock on it (POSIX)
  private static final Set<Path> OWNED = new HashSet<>();

  private final Path folder;
  private final FileChannel lock;

  private StagingDirectory(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Removes what dead processes left under {@code shared} and makes a folder there.
   *
   * @throws UncheckedIOException if files cannot be made or removed there
   */
  static StagingDirectory open(Path shared) {
    OPENING.lock();
    try {
      Files.createDirectories(shared);
      Path home = shared.toRealPath();
      // held while a new folder is not locked yet, so that nobody takes it for a leftover
      try (FileChannel all = channel(home.resolve("opening.lock"));
          FileLock _ = all.lock()) {
        removeLeftovers(home);
        return create(
            home.resolve(PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stage content under " + shared, e);
    } finally {
      OPENING.unlock();
    }
  }

  private static StagingDirectory create(Path folder) throws IOException {
    FileChannel lock = channel(lockOf(folder));
    try {
      if (lock.tryLock() == null) {
        throw new IOException("a new folder is locked by another process: " + folder);
      }
      Files.createDirectory(folder);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
    OWNED.add(folder);
    return new StagingDirectory(folder, lock);
  }

  /** A path that no file has yet. */
  Path newFile() {
    return folder.resolve(UUID.randomUUID().toString());
  }

  @Override
  public void close() {
    OPENING.lock();
    try (lock) {
      removeFolder(folder);
      Files.deleteIfExists(lockOf(folder));
      OWNED.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    } finally {
      OPENING.unlock();
    }
  }

  private static void removeLeftovers(Path home) throws IOException {
    for (Path lockFile : files(home)) {
      String name = lockFile.getFileName().toString();
      if (!name.startsWith(PREFIX) || !name.endsWith(LOCK)) {
        continue;
      }
      Path folder = home.resolve(name.substring(0, name.length() - LOCK.length()));
      if (!OWNED.contains(folder)) {
        removeIfDead(folder);
      }
    }
  }

  private static void removeIfDead(Path folder) throws IOException {
    try (FileChannel channel = channel(lockOf(folder))) {
      if (channel.tryLock() == null) {
        return;
      }
      int removed = removeFolder(folder);
      Files.deleteIfExists(lockOf(folder));
      log.atInfo()
          .addKeyValue("folder", folder)
          .addKeyValue("files", removed)
          .log("Removed what a dead process left in transit");
    }
  }

  private static int removeFolder(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return 0;
    }
    List<Path> files = files(folder);
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
    return files.size();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
