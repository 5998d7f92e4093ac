package fr.mangatheque.continuity.storage;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that is written as {@link #read(byte[], int, int)} alone: to read one byte is to read
 * many, once.
 */
public abstract class BulkInputStream extends InputStream {
  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] into, int offset, int length) throws IOException;
}
