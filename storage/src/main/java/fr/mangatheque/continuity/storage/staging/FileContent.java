package fr.mangatheque.continuity.storage.staging;

import fr.mangatheque.continuity.storage.BulkInputStream;
import fr.mangatheque.continuity.storage.Md5;
import fr.mangatheque.continuity.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Content in a temporary file. */
final class FileContent implements StagedContent {
  private final Path file;
  private final Runnable remove;
  private final long size;
  private final Hashes.Of hashes;

  /**
   * @param remove deletes the file and gives its room back, once
   */
  FileContent(Path file, Runnable remove, long size, Hashes.Of hashes) {
    this.file = file;
    this.remove = remove;
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

  /** Each reader has a channel of its own: interrupting one does not disturb another. */
  @Override
  public InputStream open(long offset, long length) throws IOException {
    Objects.checkFromIndexSize(offset, length, size);
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      channel.position(offset);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new Stream(channel, length);
  }

  @Override
  public void close() {
    remove.run();
  }

  private static final class Stream extends BulkInputStream {
    private final SeekableByteChannel channel;
    private long left;

    Stream(SeekableByteChannel channel, long length) {
      this.channel = channel;
      this.left = length;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, into.length);
      if (length == 0) {
        return 0;
      }
      if (left == 0) {
        return -1;
      }
      int count = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, left)));
      if (count < 0) {
        throw new IOException("a staged file is shorter than what was written to it");
      }
      left -= count;
      return count;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
