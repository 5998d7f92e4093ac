package fr.mangatheque.continuity.storage.staging;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes content in: reads it to its end, hashing as it goes, into reused memory or, where it is
 * large, a temporary file. What is staged at once stays within {@link StagingLimits}. Thread-safe.
 */
public final class Staging implements AutoCloseable {
  private static final long DISK_UNIT = 1024;
  // what file systems keep for themselves
  private static final long FULL_BELOW = 1 << 20;

  private final StagingLimits limits;
  private final Chunks chunks;
  private final Budget disk;
  private final StagingDirectory directory;

  private Staging(StagingLimits limits, StagingDirectory directory) {
    this.limits = limits;
    this.directory = directory;
    this.chunks = new Chunks(limits.memoryBytes(), limits.longestWait());
    this.disk = new Budget("disk", limits.diskBytes(), DISK_UNIT, limits.longestWait());
  }

  /**
   * Opens the folder for temporary files and removes there what dead processes left.
   *
   * @throws UncheckedIOException if the folder cannot be used
   */
  public static Staging open(StagingLimits limits) {
    return new Staging(limits, StagingDirectory.open(limits.directory()));
  }

  /**
   * Reads {@code body} to its end; the caller closes it. Waits for room first, as long as the
   * limits say. In whatever way it fails or is interrupted, nothing is left behind.
   *
   * @param expectedSize bytes that must come, no more and no fewer
   * @param what names the object in errors
   * @throws StoreException {@link StoreFault#CUT_SHORT} if fewer bytes came, {@link
   *     StoreFault#CORRUPT} if more came, or what reading {@code body} throws
   * @throws StagingFullException if there was no room in time, or the disk is full
   * @throws UncheckedIOException if {@code body} or the disk fails otherwise
   */
  public StagedContent stage(InputStream body, long expectedSize, String what)
      throws InterruptedException {
    return stage(body, expectedSize, what, Hashing.BOTH);
  }

  /** The same; of content whose MD5 is rarely asked for, that is computed when it is. */
  public StagedContent stage(InputStream body, long expectedSize, String what, Hashing hashing)
      throws InterruptedException {
    return expectedSize <= limits.inMemoryUpTo()
        ? inMemory(body, expectedSize, what, hashing)
        : inFile(body, expectedSize, what, hashing);
  }

  /** What is computed while content goes by. */
  public enum Hashing {
    /** SHA-256 and MD5. */
    BOTH,
    SHA256
  }

  private StagedContent inMemory(InputStream body, long size, String what, Hashing hashing)
      throws InterruptedException {
    List<ByteBuffer> memory = chunks.take(size);
    byte[] buffer = chunks.buffer();
    boolean staged = false;
    try {
      Hashes hashes = new Hashes(hashing);
      long left = size;
      for (ByteBuffer chunk : memory) {
        int length = (int) Math.min(Chunks.SIZE, left);
        readFully(body, buffer, length, size - left, size, what);
        hashes.update(buffer, length);
        chunk.put(0, buffer, 0, length);
        left -= length;
      }
      requireEnd(body, size, what);
      StagedContent content = new MemoryContent(chunks, memory, size, hashes.finish());
      staged = true;
      return content;
    } catch (IOException e) {
      throw unreadable(what, e);
    } finally {
      chunks.giveBack(buffer);
      if (!staged) {
        chunks.giveBack(memory);
      }
    }
  }

  private StagedContent inFile(InputStream body, long size, String what, Hashing hashing)
      throws InterruptedException {
    int room = disk.take(size);
    Path file = directory.newFile();
    Runnable remove = remover(file, room);
    boolean staged = false;
    try {
      List<ByteBuffer> memory = chunks.take(Chunks.SIZE);
      byte[] buffer = chunks.buffer();
      try {
        StagedContent content =
            new FileContent(
                file,
                remove,
                size,
                write(body, size, what, file, buffer, memory.getFirst(), new Hashes(hashing)));
        staged = true;
        return content;
      } finally {
        chunks.giveBack(buffer);
        chunks.giveBack(memory);
      }
    } finally {
      if (!staged) {
        remove.run();
      }
    }
  }

  private static Hashes.Of write(
      InputStream body,
      long size,
      String what,
      Path file,
      byte[] buffer,
      ByteBuffer chunk,
      Hashes hashes) {
    try (ByteChannel out = create(file)) {
      for (long done = 0; done < size; ) {
        int length = (int) Math.min(buffer.length, size - done);
        readFully(body, buffer, length, done, size, what);
        hashes.update(buffer, length);
        writeFully(out, chunk.clear().put(buffer, 0, length).flip(), file, what);
        done += length;
      }
      requireEnd(body, size, what);
    } catch (IOException e) {
      throw unreadable(what, e);
    }
    return hashes.finish();
  }

  private static ByteChannel create(Path file) throws IOException {
    return Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static void writeFully(ByteChannel out, ByteBuffer bytes, Path file, String what)
      throws IOException {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      if (Files.getFileStore(file).getUsableSpace() < FULL_BELOW) {
        throw new StagingFullException(
            "no space is left on the disk of " + file.getParent() + " to stage " + what, e);
      }
      throw e;
    }
  }

  private static void readFully(
      InputStream body, byte[] into, int length, long before, long size, String what)
      throws IOException {
    int count = body.readNBytes(into, 0, length);
    if (count < length) {
      throw StoreException.of(
          StoreFault.CUT_SHORT,
          what + " ended after " + (before + count) + " of " + size + " bytes",
          null);
    }
  }

  private static void requireEnd(InputStream body, long size, String what) throws IOException {
    if (body.read() >= 0) {
      throw StoreException.of(
          StoreFault.CORRUPT, what + " has more than its " + size + " bytes", null);
    }
  }

  private static UncheckedIOException unreadable(String what, IOException e) {
    return new UncheckedIOException("cannot stage " + what + ": " + e.getMessage(), e);
  }

  private Runnable remover(Path file, int room) {
    AtomicBoolean removed = new AtomicBoolean();
    return () -> {
      if (removed.compareAndSet(false, true)) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          throw new UncheckedIOException("cannot remove " + file, e);
        } finally {
          disk.giveBack(room);
        }
      }
    };
  }

  /** Memory for content and buffers that is free now, in bytes. */
  public long freeMemory() {
    return chunks.freeBytes();
  }

  /** Room for temporary files that is free now, in bytes. */
  public long freeDisk() {
    return disk.freeBytes();
  }

  /**
   * Removes this process's temporary files; content still staged in files can no longer be read.
   */
  @Override
  public void close() {
    directory.close();
  }
}
