package fr.mangatheque.continuity.storage.staging;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much may be in transit at once.
 *
 * @param memoryBytes for all content in memory and for buffers; at least 1 MiB
 * @param inMemoryUpTo larger content goes to a temporary file; not more than {@code memoryBytes}
 * @param directory where temporary files are; made if missing, shared with other processes
 * @param diskBytes for all temporary files of this process
 * @param longestWait how long content waits for room; not more than {@link #MOST_PATIENCE}
 */
public record StagingLimits(
    long memoryBytes, long inMemoryUpTo, Path directory, long diskBytes, Duration longestWait) {
  /** Servers drop a connection that nobody reads from; this is less than most bear. */
  public static final Duration MOST_PATIENCE = Duration.ofSeconds(50);

  private static final long LEAST_MEMORY = 1 << 20;

  public StagingLimits {
    if (memoryBytes < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "the memory for staging has at least 1 MiB, not " + memoryBytes + " bytes");
    }
    if (inMemoryUpTo < 0 || inMemoryUpTo > memoryBytes) {
      throw new IllegalArgumentException(
          "content of up to "
              + inMemoryUpTo
              + " bytes does not fit in the "
              + memoryBytes
              + " bytes of memory for staging");
    }
    if (diskBytes < 0 || longestWait.isNegative()) {
      throw new IllegalArgumentException("limits of staging are not negative");
    }
    if (longestWait.compareTo(MOST_PATIENCE) > 0) {
      throw new IllegalArgumentException(
          "content waits for room up to "
              + MOST_PATIENCE.toSeconds()
              + " s, not "
              + longestWait.toSeconds());
    }
  }
}
