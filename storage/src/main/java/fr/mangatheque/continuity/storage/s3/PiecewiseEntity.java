package fr.mangatheque.continuity.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import software.amazon.awssdk.http.ContentStreamProvider;

/** A body of known length, sent in pieces of 64 KiB. */
final class PiecewiseEntity extends AbstractHttpEntity {
  private static final int PIECE = 64 * 1024;

  private final ContentStreamProvider body;
  private final long length;
  private final StallWatch watch;

  PiecewiseEntity(ContentStreamProvider body, long length, StallWatch watch) {
    super((String) null, null);
    this.body = body;
    this.length = length;
    this.watch = watch;
  }

  /**
   * Sends it all.
   *
   * @throws UnreadableContentException if it cannot be read, or is shorter than was said
   */
  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, length)];
    InputStream in = body.newStream();
    for (long left = length; left > 0; ) {
      int wanted = (int) Math.min(piece.length, left);
      watch.goesOn();
      int count = read(in, piece, wanted);
      watch.waits();
      out.write(piece, 0, count);
      left -= count;
    }
    // for the answer
    watch.waits();
  }

  private int read(InputStream in, byte[] piece, int wanted) {
    try {
      int count = in.readNBytes(piece, 0, wanted);
      if (count < wanted) {
        throw new EOFException("the content is shorter than its length, " + length);
      }
      return count;
    } catch (IOException e) {
      throw new UnreadableContentException(e);
    }
  }

  @Override
  public InputStream getContent() {
    return body.newStream();
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public void close() {
    // whoever gave the content closes what was opened of it
  }
}
