package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, whose every piece must come in time. One thread uses it. */
final class WatchedAnswer extends BulkInputStream {
  private final InputStream body;
  private final StallWatch watch;

  WatchedAnswer(InputStream body, StallWatch watch) {
    this.body = body;
    this.watch = watch;
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
      throw watch.why(e);
    }
  }

  @Override
  public void close() throws IOException {
    watch.stop();
    body.close();
  }
}
