package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an object that the source says is gone. The source's guard is told of each
 * absence as it begins and ends, and asked when its window is over; without its word no second look
 * is had, so no marker written.
 */
final class DeletionRules {
  /** A guard that has not answered is asked again: it may wait for a person for days. */
  static final Duration ASK_AGAIN = Duration.ofHours(6);

  private final Duration window;

  DeletionRules(Duration window) {
    this.window = window;
  }

  /** The source says for the first time, or anew, that it is gone. */
  Phase absentSince(Instant since) {
    return new Phase.Absent(since.plus(window));
  }

  /** Whether the guard may be asked, or has been. */
  boolean isWindowOver(ObjectState state, Instant now) {
    Instant since = state.absentSince();
    return state.phase() instanceof Phase.Absent
        && since != null
        && !since.plus(window).isAfter(now);
  }

  /** The time came that the phase named, or the clock went back. */
  Step onDue(ObjectState state, Phase.Absent absent, Instant now) {
    if (!state.live()) {
      return Step.silent(state.with(Phase.SETTLED));
    }
    Instant since = state.absentSince();
    if (absent.secondLook().isAfter(now) || since == null || since.isAfter(now)) {
      // the clock went back: a whole window from now, never less than one
      return Step.silent(begun(state, now));
    }
    if (!isWindowOver(state, now)) {
      return Step.silent(state.with(absentSince(since)));
    }
    return new Step(
        state.with(new Phase.Absent(now.plus(ASK_AGAIN))),
        List.of(new Output.Deletion(Output.Deletion.Kind.DUE, since, size(state))));
  }

  ObjectState begun(ObjectState state, Instant now) {
    return state.withAbsence(new Absence(now, null)).with(absentSince(now));
  }

  /** The guard answered, perhaps about an absence of long ago. */
  ObjectState onDecision(ObjectState state, Input.Decision decision, Instant now) {
    return switch (decision.verdict()) {
      case GRANTED -> granted(state, decision, now);
      case REJECTED -> rejected(state, decision, now);
    };
  }

  private ObjectState granted(ObjectState state, Input.Decision decision, Instant now) {
    if (!isWindowOver(state, now) || !decision.absentSince().equals(state.absentSince())) {
      return state;
    }
    Ask secondLook = Ask.first(CopyTask.CONFIRM_ABSENCE, RequestReason.RETRY, now, false);
    return state.with(new Phase.Waiting(secondLook, now));
  }

  /** Also what began anew before a person said that it is no deletion is none. */
  private static ObjectState rejected(ObjectState state, Input.Decision decision, Instant now) {
    Instant since = state.absentSince();
    if (since == null
        || !since.equals(decision.absentSince()) && since.isAfter(decision.decidedAt())) {
      return state;
    }
    ObjectState kept = state.withAbsence(new Absence(null, now));
    return asksForIt(state.phase()) ? kept.with(Phase.SETTLED) : kept;
  }

  private static boolean asksForIt(Phase phase) {
    return switch (phase) {
      case Phase.Absent _ -> true;
      case Phase.Waiting waiting -> isSecondLook(waiting.ask());
      case Phase.Backoff backoff -> isSecondLook(backoff.ask());
      case Phase.Parked parked -> isSecondLook(parked.ask());
      case Phase.Settled _, Phase.Requested _ -> false;
    };
  }

  /** What a step decided, and what the guard is to hear of it. */
  static Step told(ObjectState before, Step step) {
    ObjectState next = step.state() == null ? null : aboutWhatIsThere(before, step.state());
    Instant was = before.absentSince();
    Instant is = next == null ? null : next.absentSince();
    if (Objects.equals(was, is)) {
      return new Step(next, step.outputs());
    }
    List<Output> outputs = new ArrayList<>(step.outputs());
    outputs.add(
        is == null
            ? new Output.Deletion(Output.Deletion.Kind.WITHDRAWN, was, size(before))
            : new Output.Deletion(Output.Deletion.Kind.PENDING, is, size(next)));
    return new Step(next, outputs);
  }

  /** However another entry came to be known: what was to be decided was not about that one. */
  private static ObjectState aboutWhatIsThere(ObjectState before, ObjectState next) {
    Instant since = next.absentSince();
    if (since == null
        || !since.equals(before.absentSince())
        || next.live() && sameEntry(before.greatest(), next.greatest())) {
      return next;
    }
    ObjectState other = next.withAbsence(Absence.NONE);
    return switch (next.phase()) {
      case Phase.Waiting(Ask ask, Instant waits) when isSecondLook(ask) ->
          other.with(new Phase.Waiting(ask.join(look(ask)), waits));
      case Phase.Backoff(Ask ask, Instant until) when isSecondLook(ask) ->
          other.with(new Phase.Backoff(ask.join(look(ask)), until));
      case Phase.Parked(Ask ask, Instant waits) when isSecondLook(ask) ->
          other.with(new Phase.Parked(ask.join(look(ask)), waits));
      case Phase.Settled _,
          Phase.Waiting _,
          Phase.Parked _,
          Phase.Requested _,
          Phase.Backoff _,
          Phase.Absent _ ->
          other;
    };
  }

  private static boolean isSecondLook(Ask ask) {
    return ask.task() == CopyTask.CONFIRM_ABSENCE;
  }

  private static Ask look(Ask ask) {
    return Ask.first(CopyTask.COPY, ask.reason(), ask.since(), false);
  }

  private static boolean sameEntry(@Nullable KnownEntry one, @Nullable KnownEntry other) {
    return one != null && other != null && one.name().equals(other.name());
  }

  private static @Nullable Long size(ObjectState state) {
    KnownEntry greatest = state.greatest();
    return greatest == null ? null : Long.valueOf(greatest.size());
  }
}
