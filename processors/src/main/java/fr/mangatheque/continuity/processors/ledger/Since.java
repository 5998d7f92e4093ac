package fr.mangatheque.continuity.processors.ledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Since when things are as they are.
 *
 * @param greatest when the ledger took in the greatest entry, and with it the proof that the backup
 *     holds it; null if there is none, or from before this was kept
 * @param pending when the first hint came of what is pending; null if nothing is, or from before
 *     this was kept
 */
record Since(@Nullable Instant greatest, @Nullable Instant pending) {
  static final Since NEVER = new Since(null, null);

  /** What becomes of it as one state follows another. */
  Since after(ObjectState before, ObjectState next, Instant now) {
    boolean sameEntry = Objects.equals(name(before.greatest()), name(next.greatest()));
    Since since = new Since(sameEntry ? greatest : now, pending(before.phase(), next.phase(), now));
    return since.equals(this) ? this : since;
  }

  /** Whether the greatest entry was known at a time, or may have been. */
  boolean knownBefore(Instant time) {
    return greatest == null || greatest.isBefore(time);
  }

  private @Nullable Instant pending(Phase before, Phase next, Instant now) {
    if (next instanceof Phase.Settled || ReadBackRules.onlyReadsBack(next)) {
      return null;
    }
    if (before instanceof Phase.Settled || ReadBackRules.onlyReadsBack(before)) {
      return now;
    }
    // answered, and only what was marked meanwhile is left
    boolean rest =
        before instanceof Phase.Requested requested
            && requested.again() != null
            && next instanceof Phase.Waiting waiting
            && waiting.ask().equals(requested.again());
    return rest ? ((Phase.Waiting) next).ask().since() : pending;
  }

  private static @Nullable Object name(@Nullable KnownEntry entry) {
    return entry == null ? null : entry.name();
  }
}
