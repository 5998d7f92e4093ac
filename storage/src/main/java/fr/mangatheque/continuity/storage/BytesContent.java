package fr.mangatheque.continuity.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Objects;

/** A few bytes in memory: markers, bindings, probes, tests. */
final class BytesContent implements Content {
  private final byte[] bytes;
  private final Sha256 sha256;
  private final Md5 md5;

  BytesContent(byte[] bytes) {
    this.bytes = bytes.clone();
    sha256 = Sha256.of(Digests.sha256().digest(this.bytes));
    md5 = Md5.of(Digests.md5().digest(this.bytes));
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public Sha256 sha256() {
    return sha256;
  }

  @Override
  public Md5 md5() {
    return md5;
  }

  @Override
  public InputStream open(long offset, long length) {
    Objects.checkFromIndexSize(offset, length, size());
    return new ByteArrayInputStream(bytes, (int) offset, (int) length);
  }
}
