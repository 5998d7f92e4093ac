package fr.mangatheque.continuity.processors.restore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells of the bytes that are read. One thread uses it. */
final class WatchedBody extends FilterInputStream {
  private final RestoreWatch watch;

  WatchedBody(InputStream body, RestoreWatch watch) {
    super(body);
    this.watch = watch;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    if (count > 0) {
      watch.read(count);
    }
    return count;
  }
}
