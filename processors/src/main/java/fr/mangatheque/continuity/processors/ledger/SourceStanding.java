package fr.mangatheque.continuity.processors.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the objects of a source stand, in one partition of the ledger or in several. Canary objects
 * are not counted.
 *
 * @param objects whose newest known state is a version in the backup
 * @param bytes of these versions
 * @param versions the backup is known to hold, of removed objects too
 * @param heldBytes of all these versions
 * @param pending objects with a change that is not settled
 * @param backlog of these, what a scan found and was not tried yet
 * @param parked objects that are held back while the source is paused
 * @param failing objects that fail
 * @param absent live objects that the source said are gone, which is not decided yet
 * @param doubted objects of which something is doubted
 * @param oldestPending the oldest change that is not settled, some tenths of a second ago; null if
 *     there was none
 * @param newest the object whose version was proven last; null if there is none, or if it is gone
 *     since
 * @param backfilledAt when all that the first audit found was copied or had failed; null if that is
 *     not so yet
 * @param coverage how much of it was read back lately; null until that is counted
 */
public record SourceStanding(
    long objects,
    long bytes,
    long versions,
    long heldBytes,
    long pending,
    long backlog,
    long parked,
    long failing,
    long absent,
    long doubted,
    @Nullable Moment oldestPending,
    @Nullable Moment newest,
    @Nullable Instant backfilledAt,
    @Nullable Coverage coverage) {
  /** Of a source that has nothing. */
  public static final SourceStanding EMPTY =
      new SourceStanding(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null, null);

  static SourceStanding of(Account account, @Nullable Coverage coverage) {
    Contribution sum = account.sum();
    Account.Backfill backfill = account.backfill();
    return new SourceStanding(
        sum.objects(),
        sum.bytes(),
        sum.versions(),
        sum.heldBytes(),
        sum.pending(),
        sum.pendingScans(),
        sum.parked(),
        sum.failing(),
        sum.absent(),
        sum.doubted(),
        account.oldestPending(),
        account.newest(),
        backfill == null ? null : backfill.endedAt(),
        coverage);
  }

  /** Both together: of what only one tells, such as a complete first backup, neither does. */
  SourceStanding plus(SourceStanding other) {
    return new SourceStanding(
        objects + other.objects,
        bytes + other.bytes,
        versions + other.versions,
        heldBytes + other.heldBytes,
        pending + other.pending,
        backlog + other.backlog,
        parked + other.parked,
        failing + other.failing,
        absent + other.absent,
        doubted + other.doubted,
        first(oldestPending, other.oldestPending, EARLIEST),
        first(newest, other.newest, EARLIEST.reversed()),
        backfilledAt == null || other.backfilledAt == null
            ? null
            : later(backfilledAt, other.backfilledAt),
        coverage == null || other.coverage == null ? null : coverage.plus(other.coverage));
  }

  private static final Comparator<Moment> EARLIEST =
      Comparator.comparing(Moment::at).thenComparing(Moment::objectKey);

  private static @Nullable Moment first(
      @Nullable Moment one, @Nullable Moment other, Comparator<Moment> order) {
    return Stream.of(one, other).filter(Objects::nonNull).min(order).orElse(null);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
