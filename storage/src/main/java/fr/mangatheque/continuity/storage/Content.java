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

  /**
   * A store that writes this tells it before each request it makes, before any time limit of that
   * request begins: this may wait until the request may be made.
   *
   * @param bytes of this that the request will send
   * @throws StoreException if it is not to be made
   */
  default void beforeRequest(long bytes) {}

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
