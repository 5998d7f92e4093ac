package fr.mangatheque.continuity.storage;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of known length and hashes that can be read as often as a retry needs. Thread-safe. */
public interface Content {
  /** No bytes: what a marker holds. */
  static Content empty() {
    return of(new byte[0]);
  }

  /** A few bytes, copied. */
  static Content of(byte[] bytes) {
    return new BytesContent(bytes);
  }

  /** Length in bytes. */
  long size();

  Sha256 sha256();

  Md5 md5();

  /** The bytes from the start; the caller closes. */
  default InputStream open() throws IOException {
    return open(0, size());
  }

  /**
   * {@code length} bytes from {@code offset}: a part. The caller closes.
   *
   * @throws IndexOutOfBoundsException if the content has not so many
   */
  InputStream open(long offset, long length) throws IOException;
}
