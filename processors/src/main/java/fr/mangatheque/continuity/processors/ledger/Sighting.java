package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scan of the source saw the object.
 *
 * @param scanStartedAt which scan, by when it began
 * @param marked the scan tells in the end what it did not see
 * @param announceable an event should have announced what it found
 */
record Sighting(Instant scanStartedAt, boolean marked, boolean announceable) {
  /** How long an event may take. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  /** The job whose scans see only what changed lately; any other may be an audit. */
  private static final String RECONCILE = "reconcile";

  static @Nullable Sighting of(ObjectChange change) {
    String scan = change.getScanId();
    Instant startedAt = change.getScanStartedAt();
    if (change.getKind() != ChangeKind.OBSERVED || scan == null || startedAt == null) {
      return null;
    }
    boolean announceable =
        !change.getBackfill() && !change.getObjectKey().startsWith(ObjectId.CANARY_PREFIX);
    return new Sighting(startedAt, !RECONCILE.equals(job(scan)), announceable);
  }

  /** Of {@code source/job@due}. */
  private static String job(String scan) {
    int slash = scan.indexOf('/');
    int at = scan.lastIndexOf('@');
    return slash < 0 || at < slash ? scan : scan.substring(slash + 1, at);
  }

  /** Whether an event about what the hint tells of should have come before it. */
  static boolean isLate(Input.Hint hint) {
    Sighting sighting = hint.sighting();
    Instant modified = hint.lastModified();
    return sighting != null
        && sighting.announceable
        && modified != null
        && modified.isBefore(hint.occurredAt().minus(GRACE));
  }
}
