package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.BulkInputStream;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.IOException;
import java.util.Objects;
import software.amazon.awssdk.http.AbortableInputStream;

/**
 * An answer's body that ends where its length says or throws: the HTTP client's own ends early
 * without a word when some connections break. One thread uses it.
 */
final class MeasuredBody extends BulkInputStream {
  private final String what;
  private final AbortableInputStream body;
  private final long length;
  private long count;

  MeasuredBody(String what, AbortableInputStream body, long length) {
    this.what = what;
    this.body = body;
    this.length = length;
  }

  @Override
  public int read(byte[] into, int offset, int wanted) {
    Objects.checkFromIndexSize(offset, wanted, into.length);
    // while some bytes come now and then, a platform thread would not notice
    if (Thread.currentThread().isInterrupted()) {
      throw S3Faults.ofBody(soFar(), new IOException("interrupted"));
    }
    int read;
    try {
      read = body.read(into, offset, wanted);
    } catch (IOException e) {
      throw S3Faults.ofBody(soFar(), e);
    }
    if (read > 0) {
      count += read;
    } else if (read < 0 && count != length) {
      throw StoreException.of(
          StoreFault.CUT_SHORT, what + " ended after " + count + " of " + length + " bytes", null);
    }
    return read;
  }

  private String soFar() {
    return what + ", after " + count + " of " + length + " bytes,";
  }

  /** Gives the connection back; one with bytes left in it is dropped, not drained. */
  @Override
  public void close() {
    if (count != length) {
      body.abort();
      return;
    }
    try {
      body.close();
    } catch (IOException e) {
      throw S3Faults.ofBody(what, e);
    }
  }
}
