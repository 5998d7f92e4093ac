package fr.mangatheque.continuity.processors.restore;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to restore.
 *
 * @param discardUnprotected whether bytes at the destination that the backup does not hold may be
 *     overwritten, or deleted with {@code deleteExtra}, where the plan named them
 * @param deleteExtra whether what the destination has beyond the selection, and the plan named, is
 *     deleted; the destination must be one that deletes
 * @param atATime objects under way at once, 1 to {@link #MOST_AT_A_TIME}; endpoints get fewer while
 *     they are throttling
 * @param workDirectory where large objects are staged and the plan's lists are written; made if
 *     missing
 * @param retries of one request, on faults that may pass
 * @param listingGoodFor how old, counted from the beginning of the plan, what it listed may be for
 *     a run to go by; if it is older, or was much, both sides are listed again
 */
public record RestoreOptions(
    Overwrite overwrite,
    boolean discardUnprotected,
    boolean deleteExtra,
    int atATime,
    Path workDirectory,
    Retries retries,
    Duration listingGoodFor) {
  public static final int MOST_AT_A_TIME = 256;
  private static final int USUAL_AT_A_TIME = 32;

  public RestoreOptions {
    if (atATime < 1 || atATime > MOST_AT_A_TIME) {
      throw new IllegalArgumentException(
          "1 to " + MOST_AT_A_TIME + " objects are restored at a time, not " + atATime);
    }
  }

  /** What differs is written, nothing unprotected or extra is touched. */
  public static RestoreOptions usual(Path workDirectory) {
    return new RestoreOptions(
        Overwrite.DIFFERING,
        false,
        false,
        USUAL_AT_A_TIME,
        workDirectory,
        Retries.USUAL,
        Duration.ZERO);
  }

  public RestoreOptions withOverwrite(Overwrite other) {
    return new RestoreOptions(
        other, discardUnprotected, deleteExtra, atATime, workDirectory, retries, listingGoodFor);
  }

  public RestoreOptions withDiscardUnprotected(boolean discard) {
    return new RestoreOptions(
        overwrite, discard, deleteExtra, atATime, workDirectory, retries, listingGoodFor);
  }

  public RestoreOptions withDeleteExtra(boolean delete) {
    return new RestoreOptions(
        overwrite, discardUnprotected, delete, atATime, workDirectory, retries, listingGoodFor);
  }

  public RestoreOptions withAtATime(int objects) {
    return new RestoreOptions(
        overwrite,
        discardUnprotected,
        deleteExtra,
        objects,
        workDirectory,
        retries,
        listingGoodFor);
  }

  public RestoreOptions withRetries(Retries others) {
    return new RestoreOptions(
        overwrite, discardUnprotected, deleteExtra, atATime, workDirectory, others, listingGoodFor);
  }

  public RestoreOptions withListingGoodFor(Duration age) {
    return new RestoreOptions(
        overwrite, discardUnprotected, deleteExtra, atATime, workDirectory, retries, age);
  }
}
