package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What listings change, by what they show and by what they do not. They may be older than what is
 * known: nothing that came to be known since the scan began is doubted, and what is pending finds
 * out by itself.
 */
final class Listings {
  private Listings() {}

  /**
   * Reads a result that answers no request.
   *
   * @throws IllegalArgumentException with words for a person, for a record that makes no sense
   */
  static Input.Listed listed(CopyResult result, @Nullable Held held) {
    if (result.getEntry() == null || result.getScanStartedAt() == null) {
      throw new IllegalArgumentException(
          result.getOutcome() + " without an entry, or without when the scan began");
    }
    boolean canary = result.getObjectKey().startsWith(ObjectId.CANARY_PREFIX);
    return new Input.Listed(
        EntryCodec.fromRecord(result.getEntry()),
        held,
        result.getScanStartedAt(),
        result.getOutcome() == CopyOutcome.LISTED && !canary);
  }

  static ObjectState onListed(ObjectState state, Input.Listed listed, Instant now) {
    KnownEntry greatest = state.greatest();
    int order = greatest == null ? 1 : listed.entry().name().compareTo(greatest.name());
    if (order > 0) {
      return raised(state, listed, now);
    }
    boolean lost = order < 0 || fewer(state.held(), listed.held());
    if (lost && listed.judged() && settledBefore(state, listed.startedAt())) {
      return verify(state, now);
    }
    return order == 0 && !lost && listed.held() != null ? state.withHeld(listed.held()) : state;
  }

  private static boolean fewer(Held known, @Nullable Held shown) {
    return shown != null && shown.versions() < known.versions();
  }

  private static ObjectState raised(ObjectState state, Input.Listed listed, Instant now) {
    KnownEntry entry = listed.entry();
    Held one = entry.live() ? state.held().plus(entry) : state.held();
    ObjectState taken =
        state.withGreatest(entry).withHeld(listed.held() != null ? listed.held() : one);
    // a ledger made anew takes the backup's word; but a request sent without it may end otherwise
    boolean anew = !listed.judged() && state.greatest() == null && !state.requested();
    return anew ? taken : ResultRules.lookAgain(taken, RequestReason.SCAN, now);
  }

  static ObjectState onUnseen(ObjectState state, Input.Unseen unseen, Instant now) {
    return missing(state, unseen)
        .map(
            task -> task == CopyTask.VERIFY ? verify(state, now) : asked(state, CopyTask.COPY, now))
        .orElse(state);
  }

  /** What to ask about an object that a complete scan did not show; empty if nothing. */
  static Optional<CopyTask> missing(ObjectState state, Input.Unseen unseen) {
    KnownEntry greatest = state.greatest();
    if (greatest == null || !settledBefore(state, unseen.scan().startedAt())) {
      return Optional.empty();
    }
    if (!unseen.inBackup() && !(greatest.name() instanceof EntryName.Erased)) {
      return Optional.of(CopyTask.VERIFY);
    }
    return !unseen.inSource() && eligible(state) ? Optional.of(CopyTask.COPY) : Optional.empty();
  }

  /** Whether its absence would say anything. */
  private static boolean eligible(ObjectState state) {
    return state.live() && !state.kept();
  }

  private static boolean settledBefore(ObjectState state, Instant scanStartedAt) {
    return state.phase() instanceof Phase.Settled && state.since().knownBefore(scanStartedAt);
  }

  private static ObjectState verify(ObjectState state, Instant now) {
    return asked(state, CopyTask.VERIFY, now);
  }

  private static ObjectState asked(ObjectState state, CopyTask task, Instant now) {
    return state.with(new Phase.Waiting(Ask.first(task, RequestReason.SCAN, now, false), now));
  }
}
