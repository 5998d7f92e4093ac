package fr.mangatheque.continuity.storage.limit;

import fr.mangatheque.continuity.storage.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A body each piece of which is paid for before it is read. One thread uses it. */
final class PacedBody extends BulkInputStream {
  private final InputStream body;
  private final long size;
  private final EndpointLimit.Permit permit;
  private long count;

  /**
   * @param size bytes the body was announced to have; the store sees to it that it does
   */
  PacedBody(InputStream body, long size, EndpointLimit.Permit permit) {
    this.body = body;
    this.size = size;
    this.permit = permit;
  }

  @Override
  public int read(byte[] into, int offset, int wanted) throws IOException {
    Objects.checkFromIndexSize(offset, wanted, into.length);
    int piece = (int) Math.min(Math.min(wanted, EndpointLimit.PIECE), size - count);
    if (piece <= 0) {
      // that it is at its end is told for nothing
      return body.read(into, offset, wanted);
    }
    permit.pay(piece);
    int read = 0;
    try {
      read = body.read(into, offset, piece);
    } finally {
      int moved = Math.max(0, read);
      count += moved;
      if (moved < piece) {
        permit.giveBack(piece - moved);
      }
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
