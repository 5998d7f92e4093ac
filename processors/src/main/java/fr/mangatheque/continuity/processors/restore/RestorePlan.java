package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a restore would do, found out without writing anything.
 *
 * @param destination as people call it
 * @param madeAt by our clock
 * @param took to find out
 * @param wanted what the source held at the moment, in the scope
 * @param right what the destination already has, byte for byte
 * @param toWrite what would be written: what is missing, and what would be overwritten
 * @param toDelete of the extra objects, what would be deleted, as the options say
 * @param toLose of the unprotected objects, what would be overwritten or deleted
 * @param overwritten what the destination has with other bytes, which the backup also holds, and
 *     would be written over (with {@link Overwrite#ALWAYS} also what is right)
 * @param kept what the destination has with other bytes and would keep, because nothing is to be
 *     overwritten
 * @param unprotected what the destination has with bytes that the backup does not hold: neither
 *     overwritten nor deleted unless {@link RestoreOptions#discardUnprotected}
 * @param extra what the destination has and the source did not hold at the moment; only deleted
 *     with {@link RestoreOptions#deleteExtra}
 * @param impossible what cannot be restored, and why
 * @param erased what was erased on legal request, and is not wanted
 * @param deletedRecently what was deleted in the seven days before the moment and would stay away
 * @param future entries dated after our clock: the source's clock is or was ahead
 * @param protectedLater what the backup received only after the moment asked for: at the moment
 *     itself a restore would have been less complete
 * @param renamed what the destination holds under another name, because it cannot hold this one
 * @param backup what would be asked of the backup
 * @param destinationRequests what would be asked of the destination
 * @param measured null if there was nothing to measure
 * @param point how near to the moment the backup comes
 * @param sample of a {@link Scope.Sample}, what was drawn; empty otherwise
 * @param directory where its lists are, until it was run
 */
public record RestorePlan(
    Selection selection,
    String destination,
    Instant madeAt,
    Duration took,
    Amount wanted,
    Amount right,
    Amount toWrite,
    Amount toDelete,
    Amount toLose,
    NamedObjects overwritten,
    NamedObjects kept,
    NamedObjects unprotected,
    NamedObjects extra,
    NamedObjects impossible,
    NamedObjects erased,
    NamedObjects deletedRecently,
    NamedObjects future,
    NamedObjects protectedLater,
    NamedObjects renamed,
    Requests backup,
    Requests destinationRequests,
    @Nullable Rate measured,
    RecoveryPoint point,
    List<ObjectKey> sample,
    Path directory) {
  public RestorePlan {
    sample = List.copyOf(sample);
  }

  /** How long it would take at the measured rate; empty if that is unknown. */
  public Optional<Duration> estimate() {
    return Optional.ofNullable(measured).map(rate -> rate.estimate(toWrite));
  }

  /** Whether nothing at all would be written or deleted. */
  public boolean nothingToDo() {
    return toWrite.objects() == 0 && toDelete.objects() == 0;
  }

  /** Whether the backup knows of nothing in the scope that was so early: no moment it can give. */
  public boolean nothingKnown() {
    return wanted.objects() == 0 && point.newest() == null;
  }
}
