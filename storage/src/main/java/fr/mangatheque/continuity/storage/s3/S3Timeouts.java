package fr.mangatheque.continuity.storage.s3;

import java.time.Duration;

/**
 * How long a call may take. Each is longer than zero.
 *
 * @param connect to make a connection, TLS included
 * @param read between two pieces of a body, sent or received, and for an answer to begin
 * @param call for a whole call without a body of ours, up to the answer's headers; one that sends a
 *     body gets what {@code slowestBytesPerSecond} allows for its size on top
 * @param slowestBytesPerSecond a transfer slower than this on the whole is given up
 */
public record S3Timeouts(
    Duration connect, Duration read, Duration call, long slowestBytesPerSecond) {
  public static final S3Timeouts USUAL =
      new S3Timeouts(
          Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30), 128 * 1024);

  public S3Timeouts {
    if (!connect.isPositive()
        || !read.isPositive()
        || !call.isPositive()
        || slowestBytesPerSecond < 1) {
      throw new IllegalArgumentException("a time limit is longer than zero");
    }
  }

  /** For a call that sends so many bytes. */
  Duration sending(long bytes) {
    return call.plusMillis(Math.ceilDiv(bytes * 1000, slowestBytesPerSecond));
  }
}
