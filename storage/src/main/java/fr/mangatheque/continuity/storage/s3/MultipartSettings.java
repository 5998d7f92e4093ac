package fr.mangatheque.continuity.storage.s3;

/**
 * When and how content is sent in parts.
 *
 * @param threshold content of more bytes is sent in parts; up to 5 GiB
 * @param partSize bytes of every part but the last, 5 MiB to 5 GiB; more where there would be over
 *     10,000 parts
 */
public record MultipartSettings(long threshold, long partSize) {
  /** What S3 takes for any part but the last. */
  public static final long LEAST_PART = 5L << 20;

  /** What S3 takes in one PUT. */
  public static final long LARGEST_PUT = 5L << 30;

  public static final MultipartSettings USUAL = new MultipartSettings(32L << 20, 16L << 20);

  private static final int MOST_PARTS = 10_000;

  public MultipartSettings {
    if (threshold < 0 || threshold > LARGEST_PUT) {
      throw new IllegalArgumentException("one PUT takes up to 5 GiB, not " + threshold + " bytes");
    }
    if (partSize < LEAST_PART || partSize > LARGEST_PUT) {
      throw new IllegalArgumentException("a part has 5 MiB to 5 GiB, not " + partSize + " bytes");
    }
  }

  /** The size of parts for so many bytes. */
  long partSizeFor(long size) {
    return Math.max(partSize, Math.ceilDiv(size, MOST_PARTS));
  }
}
