package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.ObjectChange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What every partition of the ledger is told, about a whole source. */
sealed interface Order {
  String source();

  /**
   * A complete audit ended, and all that it saw was told before this.
   *
   * @param startedAt by the clock of who runs it
   */
  record ScanEnded(String source, String scanId, Instant startedAt, boolean backfill)
      implements Order {}

  /**
   * So much may be read back.
   *
   * @param bytes by this partition
   * @param requests by this partition
   * @param within in which all is to be read back once
   */
  record ScrubGranted(String source, long bytes, long requests, Duration within) implements Order {
    public ScrubGranted {
      if (bytes < 0 || requests < 0) {
        throw new IllegalArgumentException("a negative grant: " + bytes + ", " + requests);
      }
      if (!within.isPositive()) {
        throw new IllegalArgumentException("all is to be read back within " + within);
      }
    }
  }

  /** Whether a record is an order, not a hint about an object. */
  static boolean isOrder(ObjectChange change) {
    return switch (change.getKind()) {
      case SCAN_ENDED, SCRUB_GRANTED -> true;
      case CREATED, REMOVED, OBSERVED, REQUESTED, UNKNOWN -> false;
    };
  }

  /**
   * Reads an order.
   *
   * @throws IllegalArgumentException with words for a person, for a record that makes no sense
   */
  static Order of(ObjectChange change) {
    return switch (change.getKind()) {
      case SCAN_ENDED ->
          new ScanEnded(
              change.getSource(),
              said(change.getScanId(), change),
              said(change.getScanStartedAt(), change),
              change.getBackfill());
      case SCRUB_GRANTED ->
          new ScrubGranted(
              change.getSource(),
              said(change.getSize(), change),
              said(change.getRequests(), change),
              Duration.ofMillis(said(change.getWithin(), change)));
      case CREATED, REMOVED, OBSERVED, REQUESTED, UNKNOWN ->
          throw new IllegalArgumentException("no order: " + change.getKind());
    };
  }

  private static <T> T said(@Nullable T field, ObjectChange change) {
    if (field == null) {
      throw new IllegalArgumentException(change.getKind() + " does not say all it must");
    }
    return field;
  }
}
