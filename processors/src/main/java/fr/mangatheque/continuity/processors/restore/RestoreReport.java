package fr.mangatheque.continuity.processors.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a restore did.
 *
 * @param destination as people call it
 * @param took the run, without the plan: the measured recovery time
 * @param restored written and verified
 * @param right what the destination already had
 * @param deleted extra objects
 * @param skipped what was asked for and left as it is, with the reason: kept, unprotected, changed
 *     by others meanwhile
 * @param failed what was asked for and could not be restored, with the reason
 * @param notDeleted extra objects that were to be deleted and were not, with the reason
 * @param damaged copies in the backup that have not the bytes their name says, or are gone; another
 *     copy served, or the object is among the failed
 * @param stopped why it ended early; null if it did not. What is left is neither in skipped nor
 *     failed
 * @param backup what was asked of the backup
 * @param destinationRequests what was asked of the destination
 */
public record RestoreReport(
    Selection selection,
    String destination,
    Instant startedAt,
    Duration took,
    Amount restored,
    Amount right,
    Amount deleted,
    NamedObjects skipped,
    NamedObjects failed,
    NamedObjects notDeleted,
    NamedObjects damaged,
    @Nullable String stopped,
    Requests backup,
    Requests destinationRequests,
    RecoveryPoint point) {

  /** Whether all that was asked is there and right. */
  public boolean complete() {
    return stopped == null && skipped.isEmpty() && failed.isEmpty() && notDeleted.isEmpty();
  }

  /** Why it ended early; empty if it did not. */
  public Optional<String> endedEarly() {
    return Optional.ofNullable(stopped);
  }

  /** Written objects a second over the whole run. */
  public double objectsPerSecond() {
    return perSecond(restored.objects());
  }

  /** Written bytes a second over the whole run. */
  public double bytesPerSecond() {
    return perSecond(restored.bytes());
  }

  private double perSecond(long count) {
    double seconds = took.toNanos() / 1e9;
    return seconds > 0 ? count / seconds : 0;
  }
}
