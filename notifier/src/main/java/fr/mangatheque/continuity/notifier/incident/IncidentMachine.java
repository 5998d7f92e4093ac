package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.notifier.incident.IncidentState.Calm;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Open;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Opening;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Past;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Resolved;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Settling;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Told;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Watched;
import fr.mangatheque.continuity.schemas.event.NotificationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the failures of a cause. Pure: without clock, store or side effect.
 *
 * @param audience the channels that are to hear of what is counted
 */
record IncidentMachine(IncidentTiming timing, Function<Tally, List<String>> audience) {
  /** People hear again of an incident that has grown by this factor since they last did… */
  static final int GROWTH = 10;

  /** … but not sooner than this after it. */
  static final Duration GROWTH_PAUSE = Duration.ofMinutes(1);

  /**
   * How long a failure that was told late is given before it opens an incident: the word that it is
   * over may come right behind it.
   */
  static final Duration GRACE = Duration.ofSeconds(1);

  private record Turn(IncidentState state, @Nullable Notice notice) {
    Turn(IncidentState state) {
      this(state, null);
    }
  }

  /**
   * @param state of the cause
   * @param failure of the object that the input is about; null if it does not fail of this cause,
   *     or the input is about none
   */
  Step step(IncidentState state, @Nullable Failure failure, Input input, Instant now) {
    return switch (input) {
      case Input.Raised raised -> raised(state, failure, raised, now);
      case Input.Cleared _ -> failure == null ? new Step(state, null, null) : cleared(state, now);
      case Input.FailureDue _ ->
          failure == null ? new Step(state, null, null) : due(state, failure, now);
      case Input.IncidentDue _ -> {
        Turn turn = due(state, now);
        yield new Step(turn.state(), failure, turn.notice());
      }
    };
  }

  /** When the cause is to be looked at next. */
  Optional<Instant> due(IncidentState state) {
    return switch (state) {
      case Calm _, Watched _ -> Optional.empty();
      case Open open ->
          Optional.of(open.told().at().plus(hasGrown(open) ? GROWTH_PAUSE : timing.reminder()));
      case Settling settling -> Optional.of(settling.quietSince().plus(timing.settle()));
      case Resolved resolved -> Optional.of(resolved.past().resolvedAt().plus(timing.settle()));
    };
  }

  private Step raised(
      IncidentState state, @Nullable Failure failure, Input.Raised raised, Instant now) {
    boolean fresh = failure == null;
    boolean ripe = raised.permanent() || !raised.at().isBefore(raised.since().plus(timing.after()));
    Turn turn =
        switch (state) {
          case Calm _ -> watch(Tally.first(raised), null, ripe, now);
          case Resolved resolved -> watch(Tally.first(raised), resolved.past(), ripe, now);
          case Watched watched ->
              watch(watched.tally().with(raised, fresh), watched.past(), ripe, now);
          case Open open ->
              update(new Open(open.opening(), open.told(), open.tally().with(raised, fresh)), now);
          case Settling settling ->
              update(
                  new Open(
                      settling.opening(), settling.told(), settling.tally().with(raised, fresh)),
                  now);
        };
    Instant since =
        failure != null && failure.since().isBefore(raised.since())
            ? failure.since()
            : raised.since();
    Instant ripeAt = turn.state() instanceof Watched ? ripeAt(failure, since, now) : null;
    return new Step(turn.state(), new Failure(since, ripeAt, raised.clearsAt()), turn.notice());
  }

  private Instant ripeAt(@Nullable Failure failure, Instant since, Instant now) {
    if (failure != null && failure.ripeAt() != null && !since.isBefore(failure.since())) {
      return failure.ripeAt();
    }
    Instant ripeAt = since.plus(timing.after());
    return ripeAt.isAfter(now) ? ripeAt : now.plus(GRACE);
  }

  private Turn watch(Tally tally, @Nullable Past past, boolean ripe, Instant now) {
    return ripe ? open(tally, past, now) : new Turn(new Watched(tally, past));
  }

  private Turn open(Tally tally, @Nullable Past past, Instant now) {
    Opening opening =
        past == null || !now.isBefore(past.resolvedAt().plus(timing.settle()))
            ? new Opening(now, false)
            : new Opening(later(now, past.openedAt().plusMillis(1)), true);
    return tell(NotificationKind.OPENED, opening, new Told(0, now, 0, List.of()), tally, now);
  }

  private Step cleared(IncidentState state, Instant now) {
    Turn turn =
        switch (state) {
          case Calm _, Resolved _, Settling _ -> new Turn(state);
          case Watched watched -> {
            Tally tally = watched.tally().less();
            yield new Turn(
                tally.failing() > 0
                    ? new Watched(tally, watched.past())
                    : forget(watched.past(), now));
          }
          case Open open -> {
            Tally tally = open.tally().less();
            if (tally.failing() > 0) {
              yield new Turn(new Open(open.opening(), open.told(), tally));
            }
            yield open.opening().relapse()
                ? new Turn(new Settling(open.opening(), open.told(), tally, now))
                : resolve(open.opening(), open.told(), tally, now);
          }
        };
    return new Step(turn.state(), null, turn.notice());
  }

  private Step due(IncidentState state, Failure failure, Instant now) {
    if (failure.isOver(now)) {
      return cleared(state, now);
    }
    if (!failure.isRipe(now)) {
      return new Step(state, failure, null);
    }
    Turn turn =
        state instanceof Watched watched
            ? open(watched.tally(), watched.past(), now)
            : new Turn(state);
    return new Step(turn.state(), failure.lookedAt(), turn.notice());
  }

  private Turn due(IncidentState state, Instant now) {
    if (due(state).filter(at -> !now.isBefore(at)).isEmpty()) {
      return new Turn(state);
    }
    return switch (state) {
      case Calm _, Watched _ -> new Turn(state);
      case Open open ->
          tell(NotificationKind.UPDATED, open.opening(), open.told(), open.tally(), now);
      case Settling settling -> resolve(settling.opening(), settling.told(), settling.tally(), now);
      case Resolved _ -> new Turn(new Calm());
    };
  }

  private Turn update(Open open, Instant now) {
    return hasGrown(open) ? due(open, now) : new Turn(open);
  }

  private Turn tell(NotificationKind kind, Opening opening, Told before, Tally tally, Instant now) {
    List<String> channels = audience.apply(tally);
    List<String> all =
        Stream.concat(before.channels().stream(), channels.stream()).distinct().toList();
    Told told = new Told(before.notices() + 1, now, tally.failing(), all);
    return new Turn(
        new Open(opening, told, tally),
        new Notice(kind, opening.at(), told.notices(), now, tally, channels));
  }

  private Turn resolve(Opening opening, Told told, Tally tally, Instant now) {
    return new Turn(
        new Resolved(new Past(opening.at(), now)),
        new Notice(
            NotificationKind.RESOLVED,
            opening.at(),
            told.notices() + 1,
            now,
            tally,
            told.channels()));
  }

  private IncidentState forget(@Nullable Past past, Instant now) {
    return past != null && now.isBefore(past.resolvedAt().plus(timing.settle()))
        ? new Resolved(past)
        : new Calm();
  }

  private static boolean hasGrown(Open open) {
    return open.tally().failing() >= GROWTH * Math.max(1, open.told().failing());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
