package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells of the bytes that are read. One thread uses it. */
final class WatchedBody extends BulkInputStream {
  private final InputStream body;
  private final RestoreWatch watch;

  WatchedBody(InputStream body, RestoreWatch watch) {
    this.body = body;
    this.watch = watch;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = body.read(into, offset, length);
    if (count > 0) {
      watch.read(count);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
