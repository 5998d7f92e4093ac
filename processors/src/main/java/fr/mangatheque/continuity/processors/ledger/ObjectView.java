package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an object stands, as its state in the ledger says; nothing is kept for this alone.
 *
 * @param since since when {@code state} holds; null if that was before it was kept
 * @param version what of it the backup is proven to hold and the source was last seen with; null if
 *     nothing, or if it was removed since
 * @param versions how many the backup is known to hold, older ones and those of a removed object
 *     included
 * @param pending what is still to be found out; null if nothing
 * @param failing what keeps it from being found out; null if nothing does
 * @param doubts what is doubted of the version, although it is protected
 */
public record ObjectView(
    State state,
    @Nullable Instant since,
    @Nullable Version version,
    long versions,
    @Nullable Pending pending,
    @Nullable Trouble failing,
    List<Trouble> doubts) {
  public ObjectView {
    doubts = List.copyOf(doubts);
  }

  /** In a word. */
  public enum State {
    /** The newest state that the source is known or said to have is proven to be in the backup. */
    PROTECTED,
    /** Somebody said something of it, or it failed, and it is not settled yet. */
    PENDING,
    /** The source no longer has it, which a marker in the backup says; its versions are kept. */
    REMOVED,
    /** What was held was erased on legal request. */
    ERASED
  }

  /**
   * A version in the backup.
   *
   * @param name of its entry there
   * @param size in bytes
   * @param lastModified as the source told it; null where only the backup's listing is known
   * @param since when the proof was taken in; null if that was before it was kept
   * @param verifiedAt when its bytes were last read back and found right; null if never
   */
  public record Version(
      String name,
      Sha256 sha256,
      long size,
      @Nullable ETag etag,
      @Nullable Instant lastModified,
      @Nullable Instant since,
      @Nullable Instant verifiedAt) {}

  /**
   * What is open.
   *
   * @param since when the first hint of it came
   * @param attempt 1 for the first
   * @param next when it goes on by itself, if it waits for a time; null if it waits for none
   */
  public record Pending(Instant since, Step step, int attempt, @Nullable Instant next) {
    /** How far it has come. */
    public enum Step {
      /** It waits for its turn. */
      QUEUED,
      /** It is held back, for its source is paused. */
      PAUSED,
      /** A worker was asked. */
      ASKED,
      /** It failed, or is not there yet, and is asked for again. */
      RETRY,
      /** The source said that it is gone, and is asked a second time before that is believed. */
      SECOND_LOOK
    }
  }

  /**
   * What goes wrong.
   *
   * @param stage where, as incidents name it
   * @param cause as incidents name it
   */
  public record Trouble(String stage, String cause, Instant since) {}

  /** Empty if nothing is known that anybody could ask for. */
  static Optional<ObjectView> of(ObjectState state) {
    Pending pending = pending(state);
    State word = pending != null ? State.PENDING : settled(state.greatest());
    if (word == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ObjectView(
            word,
            pending != null ? pending.since() : state.since().greatest(),
            version(state),
            Contribution.of(state).versions(),
            pending,
            state.failing() == null ? null : trouble(state.failing()),
            state.doubts().stream().map(ObjectView::trouble).toList()));
  }

  private static @Nullable State settled(@Nullable KnownEntry greatest) {
    return greatest == null
        ? null
        : switch (greatest.name()) {
          case EntryName.Version _ -> State.PROTECTED;
          case EntryName.Marker _ -> State.REMOVED;
          case EntryName.Erased _ -> State.ERASED;
        };
  }

  private static @Nullable Version version(ObjectState state) {
    KnownEntry greatest = state.greatest();
    return greatest != null && greatest.name() instanceof EntryName.Version name
        ? new Version(
            name.format(),
            name.sha256(),
            greatest.size(),
            greatest.etag(),
            greatest.lastModified(),
            state.since().greatest(),
            greatest.verifiedAt())
        : null;
  }

  private static @Nullable Pending pending(ObjectState state) {
    if (ReadBackRules.onlyReadsBack(state.phase())) {
      return null;
    }
    return switch (state.phase()) {
      case Phase.Settled _ -> null;
      case Phase.Waiting(Ask ask, _) -> pending(state, ask, Pending.Step.QUEUED, null);
      case Phase.Parked(Ask ask, _) -> pending(state, ask, Pending.Step.PAUSED, null);
      case Phase.Requested requested -> pending(state, requested.ask(), Pending.Step.ASKED, null);
      case Phase.Backoff(Ask ask, Instant until) -> pending(state, ask, Pending.Step.RETRY, until);
      case Phase.Absent(Instant secondLook) ->
          new Pending(absentSince(state, secondLook), Pending.Step.SECOND_LOOK, 1, secondLook);
    };
  }

  private static Pending pending(
      ObjectState state, Ask ask, Pending.Step step, @Nullable Instant next) {
    Instant since = state.since().pending();
    return new Pending(since == null ? ask.since() : since, step, ask.attempt(), next);
  }

  private static Instant absentSince(ObjectState state, Instant secondLook) {
    Instant since = state.since().pending();
    if (since != null) {
      return since;
    }
    Instant absent = state.absentSince();
    return absent == null ? secondLook : absent;
  }

  private static Trouble trouble(Failing failing) {
    return new Trouble(failing.stage().name(), failing.causeClass(), failing.since());
  }
}
