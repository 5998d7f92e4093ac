package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.RequestReason;
import org.jspecify.annotations.Nullable;

/**
 * What objects add to the totals of their source. One object adds what {@link #of} says, so that
 * totals are kept by what its state added before and adds now.
 *
 * @param objects whose greatest entry is a version
 * @param bytes of these entries
 * @param versions the backup is known to hold, of removed objects too
 * @param heldBytes of all these versions
 * @param pending with a change that is not settled, see {@link Unprotected}
 * @param pendingScans of these, what a scan asked for and was not tried yet
 * @param parked held back while their source is paused
 * @param failing that fail
 * @param absent live ones that the source said are gone, not decided yet
 * @param doubted of which something is doubted
 */
record Contribution(
    long objects,
    long bytes,
    long versions,
    long heldBytes,
    long pending,
    long pendingScans,
    long parked,
    long failing,
    long absent,
    long doubted) {
  static final Contribution NONE = new Contribution(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  static Contribution of(ObjectState state) {
    boolean pending = Unprotected.since(state).isPresent();
    return new Contribution(
        one(state.live()),
        state.live() ? size(state.greatest()) : 0,
        versions(state),
        heldBytes(state),
        one(pending),
        one(pending && scanned(state.phase())),
        one(state.phase() instanceof Phase.Parked),
        one(state.failing() != null),
        one(state.live() && state.absentSince() != null),
        one(!state.doubts().isEmpty()));
  }

  /** At the least the greatest entry, where more is not known. */
  private static long versions(ObjectState state) {
    return Math.max(state.held().versions(), one(state.live()));
  }

  private static long heldBytes(ObjectState state) {
    return Math.max(state.held().bytes(), state.live() ? size(state.greatest()) : 0);
  }

  private static long size(@Nullable KnownEntry entry) {
    return entry == null ? 0 : entry.size();
  }

  private static boolean scanned(Phase phase) {
    return switch (phase) {
      case Phase.Settled _, Phase.Absent _ -> false;
      case Phase.Waiting waiting -> scanned(waiting.ask());
      case Phase.Parked parked -> scanned(parked.ask());
      case Phase.Backoff backoff -> scanned(backoff.ask());
      case Phase.Requested requested -> scanned(requested.ask()) || scanned(requested.again());
    };
  }

  private static boolean scanned(@Nullable Ask ask) {
    return ask != null && ask.reason() == RequestReason.SCAN && Unprotected.asks(ask);
  }

  private static long one(boolean counts) {
    return counts ? 1 : 0;
  }

  Contribution plus(Contribution other) {
    return sum(other, 1);
  }

  Contribution minus(Contribution other) {
    return sum(other, -1);
  }

  private Contribution sum(Contribution other, int sign) {
    return new Contribution(
        objects + sign * other.objects,
        bytes + sign * other.bytes,
        versions + sign * other.versions,
        heldBytes + sign * other.heldBytes,
        pending + sign * other.pending,
        pendingScans + sign * other.pendingScans,
        parked + sign * other.parked,
        failing + sign * other.failing,
        absent + sign * other.absent,
        doubted + sign * other.doubted);
  }
}
