package fr.mangatheque.continuity.processors.guard;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the guard of a source knows, beside the pending deletions themselves.
 *
 * @param audited objects that the last complete audit counted; null if there was none
 * @param pending deletions that wait: those that were granted do not
 * @param bytes of the versions they would mark
 * @param sequence number of the latest deletion
 * @param letThrough what was granted lately
 * @param sweep the pass that is under way; null if none is
 * @param auditedSince whether an audit was completed since the decision
 */
record GuardState(
    Phase phase,
    @Nullable Long audited,
    long pending,
    long bytes,
    long sequence,
    LetThrough letThrough,
    @Nullable Sweep sweep,
    boolean auditedSince) {
  static final GuardState NEW =
      new GuardState(Phase.ARMED, null, 0, 0, 0, LetThrough.NONE, null, false);

  GuardState {
    if (pending < 0) {
      throw new IllegalArgumentException("fewer than no deletions wait: " + pending);
    }
  }

  /** Whether what waits does so for a person, or for an audit after a person decided. */
  boolean frozen() {
    return !(phase instanceof Phase.Armed);
  }

  GuardState with(Phase next) {
    return new GuardState(next, audited, pending, bytes, sequence, letThrough, sweep, auditedSince);
  }

  GuardState with(@Nullable Sweep next) {
    return new GuardState(phase, audited, pending, bytes, sequence, letThrough, next, auditedSince);
  }

  /** An audit ended. */
  GuardState audited(long count, boolean sinceDecision) {
    return new GuardState(phase, count, pending, bytes, sequence, letThrough, sweep, sinceDecision);
  }

  /** One more waits, the latest of all. */
  GuardState plus(PendingDeletion entry) {
    return new GuardState(
        phase,
        audited,
        pending + 1,
        bytes + entry.bytes(),
        entry.sequence(),
        letThrough,
        sweep,
        auditedSince);
  }

  /** This one waits no more; nothing changes if it did not. */
  GuardState minus(@Nullable PendingDeletion entry) {
    return entry == null || entry.granted()
        ? this
        : new GuardState(
            phase,
            audited,
            pending - 1,
            bytes - entry.bytes(),
            sequence,
            letThrough,
            sweep,
            auditedSince);
  }

  GuardState letOneThrough(Duration stretch, Instant now) {
    return with(letThrough.plusOne(stretch, now));
  }

  GuardState with(LetThrough lately) {
    return new GuardState(phase, audited, pending, bytes, sequence, lately, sweep, auditedSince);
  }
}
