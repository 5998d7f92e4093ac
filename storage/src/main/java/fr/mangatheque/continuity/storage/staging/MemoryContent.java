package fr.mangatheque.continuity.storage.staging;

import fr.mangatheque.continuity.storage.BulkInputStream;
import fr.mangatheque.continuity.storage.Md5;
import fr.mangatheque.continuity.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** Content in chunks of memory. */
final class MemoryContent implements StagedContent {
  private final Chunks pool;
  private final List<ByteBuffer> chunks;
  private final long size;
  private final Hashes.Of hashes;
  private final AtomicBoolean closed = new AtomicBoolean();

  MemoryContent(Chunks pool, List<ByteBuffer> chunks, long size, Hashes.Of hashes) {
    this.pool = pool;
    this.chunks = chunks;
    this.size = size;
    this.hashes = hashes;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Sha256 sha256() {
    return hashes.sha256();
  }

  @Override
  public Md5 md5() {
    return hashes.md5(this);
  }

  @Override
  public InputStream open(long offset, long length) throws IOException {
    Objects.checkFromIndexSize(offset, length, size);
    requireOpen();
    return new Stream(offset, offset + length);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pool.giveBack(chunks);
    }
  }

  private void requireOpen() throws IOException {
    if (closed.get()) {
      throw new IOException("staged content was read after it was closed");
    }
  }

  private final class Stream extends BulkInputStream {
    private final long end;
    private long position;

    Stream(long position, long end) {
      this.position = position;
      this.end = end;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (length == 0) {
        return 0;
      }
      int count = Math.min(length, ready());
      if (count == 0) {
        return -1;
      }
      chunk().get(inChunk(), into, offset, count);
      position += count;
      return count;
    }

    @Override
    public long skip(long wanted) {
      long skipped = Math.clamp(wanted, 0, end - position);
      position += skipped;
      return skipped;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    /** Bytes up to the end or that of the chunk. */
    private int ready() throws IOException {
      requireOpen();
      return (int) Math.min(end - position, Chunks.SIZE - inChunk());
    }

    private ByteBuffer chunk() {
      return chunks.get((int) (position / Chunks.SIZE));
    }

    private int inChunk() {
      return (int) (position % Chunks.SIZE);
    }
  }
}
