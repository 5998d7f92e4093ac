package fr.mangatheque.continuity.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** The body of an answer, whose every piece must come in time. One thread uses it. */
final class WatchedAnswer extends InputStream {
  private final InputStream body;
  private final StallWatch watch;

  WatchedAnswer(InputStream body, StallWatch watch) {
    this.body = body;
    this.watch = watch;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    watch.waits();
    try {
      int count = body.read(into, offset, length);
      watch.goesOn();
      if (count < 0) {
        watch.stop();
      }
      return count;
    } catch (IOException e) {
      watch.stop();
      throw watch.gaveUp() ? late(e) : e;
    }
  }

  static SocketTimeoutException late(IOException cause) {
    var late = new SocketTimeoutException("nothing came for too long");
    late.initCause(cause);
    return late;
  }

  @Override
  public void close() throws IOException {
    watch.stop();
    body.close();
  }
}
