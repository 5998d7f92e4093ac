package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** An object's bytes, never changed and never copied on their way to a socket. */
final class Content {
  static final Content EMPTY = new Content(new byte[0]);

  private final byte[][] segments;
  private final long size;

  private Content(byte[]... segments) {
    this.segments = segments;
    long total = 0;
    for (byte[] segment : segments) {
      total += segment.length;
    }
    this.size = total;
  }

  /** Of these bytes, which the caller no longer touches. */
  static Content of(byte[] bytes) {
    return new Content(bytes);
  }

  static Content join(List<Content> parts) {
    return new Content(
        parts.stream().flatMap(part -> List.of(part.segments).stream()).toArray(byte[][]::new));
  }

  long size() {
    return size;
  }

  void updateInto(MessageDigest digest) {
    for (byte[] segment : segments) {
      digest.update(segment);
    }
  }

  void updateInto(java.util.zip.Checksum checksum) {
    for (byte[] segment : segments) {
      checksum.update(segment, 0, segment.length);
    }
  }

  /** A copy of all bytes. */
  byte[] toBytes() {
    byte[] all = new byte[Math.toIntExact(size)];
    int at = 0;
    for (byte[] segment : segments) {
      System.arraycopy(segment, 0, all, at, segment.length);
      at += segment.length;
    }
    return all;
  }

  /** Whether it is the same bytes in the same pieces. */
  boolean isAs(Content other) {
    return Arrays.deepEquals(segments, other.segments);
  }

  /** The same bytes but for the lowest bit of one. */
  Content withFlippedBit(long offset) {
    Objects.checkIndex(offset, size);
    byte[][] changed = segments.clone();
    long start = 0;
    for (int i = 0; i < changed.length; i++) {
      if (offset < start + changed[i].length) {
        changed[i] = changed[i].clone();
        changed[i][(int) (offset - start)] ^= 1;
        break;
      }
      start += changed[i].length;
    }
    return new Content(changed);
  }

  /** Hands over a part of the bytes, in order, each from where it is kept. */
  void writeTo(Sink sink, long offset, long length) throws IOException {
    Objects.checkFromIndexSize(offset, length, size);
    long start = 0;
    long end = offset + length;
    for (byte[] segment : segments) {
      long from = Math.max(offset, start);
      long to = Math.min(end, start + segment.length);
      if (from < to) {
        sink.accept(segment, (int) (from - start), (int) (to - from));
      }
      start += segment.length;
    }
  }

  interface Sink {
    void accept(byte[] bytes, int offset, int length) throws IOException;
  }
}
