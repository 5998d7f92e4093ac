package fr.mangatheque.continuity.testkit.s3;

import java.util.Map;
import java.util.Optional;

/** The part of an object that a GET asks for. */
record ByteRange(long offset, long length) {

  /**
   * Reads a Range header against an object's size. Empty where S3 takes no notice of it (another
   * unit, several ranges, nonsense); throws InvalidRange where it lies beyond the end.
   */
  static Optional<ByteRange> of(String header, long size) {
    if (!header.startsWith("bytes=") || header.indexOf(',') >= 0) {
      return Optional.empty();
    }
    String range = header.substring("bytes=".length()).strip();
    int dash = range.indexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    try {
      if (dash == 0) {
        long last = Math.min(Long.parseLong(range.substring(1)), size);
        return last == 0 ? outside(header, size) : Optional.of(new ByteRange(size - last, last));
      }
      long from = Long.parseLong(range.substring(0, dash));
      String end = range.substring(dash + 1);
      long to = end.isEmpty() ? size - 1 : Math.min(Long.parseLong(end), size - 1);
      if (from >= size) {
        return outside(header, size);
      }
      return to < from ? Optional.empty() : Optional.of(new ByteRange(from, to - from + 1));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  String contentRange(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }

  private static Optional<ByteRange> outside(String header, long size) {
    throw S3Error.of(
        ErrorCode.INVALID_RANGE,
        ErrorCode.INVALID_RANGE.message(),
        Map.of("RangeRequested", header, "ActualObjectSize", "" + size));
  }
}
