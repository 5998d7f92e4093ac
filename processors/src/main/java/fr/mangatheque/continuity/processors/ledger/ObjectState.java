package fr.mangatheque.continuity.processors.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of an object.
 *
 * @param greatest the key's greatest entry in the backup; null if none is known
 * @param since when it came to be so
 * @param held what the backup holds of the key, older versions included
 * @param announced what the application announced last; null if nothing
 * @param size bytes, as the last hint told; null if it did not
 * @param absence that the source no longer shows it
 * @param failing what it fails of; null if the last answer was none or good
 * @param doubts what is doubted of it although it is protected
 */
record ObjectState(
    @Nullable KnownEntry greatest,
    Since since,
    Held held,
    @Nullable Announced announced,
    @Nullable Long size,
    Absence absence,
    @Nullable Failing failing,
    List<Failing> doubts,
    Phase phase) {
  /** Of a key never heard of. */
  static final ObjectState NEW =
      new ObjectState(
          null,
          Since.NEVER,
          Held.NOTHING,
          null,
          null,
          Absence.NONE,
          null,
          List.of(),
          Phase.SETTLED);

  ObjectState {
    doubts = List.copyOf(doubts);
  }

  /** Bytes, to plan with: the larger of what was said and what was; null if neither is known. */
  @Nullable Long likelySize() {
    if (size == null || greatest == null) {
      return size == null && greatest != null ? Long.valueOf(greatest.size()) : size;
    }
    return Math.max(size, greatest.size());
  }

  /** When the source first said that it is gone, if that is to be decided about. */
  @Nullable Instant absentSince() {
    return absence.since();
  }

  /** Whether a person decided that its absence is no deletion. */
  boolean kept() {
    return absence.kept() != null;
  }

  boolean live() {
    return greatest != null && greatest.live();
  }

  /** Whether nothing is known that is worth keeping. */
  boolean forgettable() {
    return greatest == null && failing == null && phase instanceof Phase.Settled;
  }

  boolean requested() {
    return phase instanceof Phase.Requested;
  }

  ObjectState with(Phase next) {
    return new ObjectState(greatest, since, held, announced, size, absence, failing, doubts, next);
  }

  ObjectState withGreatest(@Nullable KnownEntry entry) {
    return new ObjectState(entry, since, held, announced, size, absence, failing, doubts, phase);
  }

  ObjectState withSince(Since times) {
    return new ObjectState(greatest, times, held, announced, size, absence, failing, doubts, phase);
  }

  ObjectState withHeld(Held now) {
    return new ObjectState(greatest, since, now, announced, size, absence, failing, doubts, phase);
  }

  ObjectState withHint(@Nullable Announced newAnnounced, @Nullable Long newSize) {
    return new ObjectState(
        greatest, since, held, newAnnounced, newSize, absence, failing, doubts, phase);
  }

  ObjectState withAbsence(Absence other) {
    return new ObjectState(greatest, since, held, announced, size, other, failing, doubts, phase);
  }

  ObjectState withFailing(@Nullable Failing cause) {
    return new ObjectState(greatest, since, held, announced, size, absence, cause, doubts, phase);
  }

  ObjectState withDoubts(List<Failing> newDoubts) {
    return new ObjectState(
        greatest, since, held, announced, size, absence, failing, newDoubts, phase);
  }
}
