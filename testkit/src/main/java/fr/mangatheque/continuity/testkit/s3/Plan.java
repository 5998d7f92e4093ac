package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that strike one request, asked for at each step of its course. */
final class Plan {
  static final Plan NONE = new Plan(List.of(), new Stopping());

  private final List<Effect> effects;
  private final Stopping stopping;

  Plan(List<Effect> effects, Stopping stopping) {
    this.effects = List.copyOf(effects);
    this.stopping = stopping;
  }

  boolean isNone() {
    return effects.isEmpty();
  }

  /** Waits and runs what was asked for at this moment, in the order of injection. */
  void at(Effect.Moment moment) throws IOException {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Delay(var duration) && moment == Effect.Moment.ARRIVAL) {
        stopping.pause(duration.toNanos());
      } else if (effect instanceof Effect.Hold(var gate, var when) && when == moment) {
        gate.hold();
      } else if (effect instanceof Effect.Run(var action, var when) && when == moment) {
        action.run();
      }
    }
  }

  boolean interruptsAnswer() {
    return effects.stream()
        .anyMatch(
            effect ->
                (effect instanceof Effect.Hold(_, var moment) && moment == Effect.Moment.MID_ANSWER)
                    || (effect instanceof Effect.Run(_, var when)
                        && when == Effect.Moment.MID_ANSWER));
  }

  boolean has(Class<? extends Effect> effect) {
    return find(effect).isPresent();
  }

  <E extends Effect> Optional<E> find(Class<E> effect) {
    for (Effect one : effects) {
      if (effect.isInstance(one)) {
        return Optional.of(effect.cast(one));
      }
    }
    return Optional.empty();
  }

  @Nullable Pacer requestPacer() {
    return find(Effect.SlowRequest.class)
        .map(slow -> new Pacer(slow.bytesPerSecond(), stopping))
        .orElse(null);
  }

  @Nullable Pacer answerPacer() {
    return find(Effect.SlowAnswer.class)
        .map(slow -> new Pacer(slow.bytesPerSecond(), stopping))
        .orElse(null);
  }

  /** What a write is to store in place of this. */
  StoredObject stored(StoredObject object) {
    return find(Effect.FlipStored.class)
        .filter(_ -> object.size() > 0)
        .map(flip -> object.withContent(flipped(object.content(), flip.offset())))
        .orElse(object);
  }

  static Content flipped(Content content, long offset) {
    return content.withFlippedBit(
        offset < 0 ? content.size() / 2 : Math.min(offset, content.size() - 1));
  }
}
