package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.notifier.channel.DeliveryException;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a channel can be told, as failures speak of it. Each channel is a cause of its own, so
 * that the others can be told of it. Owned by one thread.
 */
final class ChannelHealth {
  private final String channel;

  /** Since when deliveries fail, by notification id. */
  private final Map<String, Instant> failing = new HashMap<>();

  /** True at the start too: the process before this one may have raised it. */
  private boolean mayBeRaised = true;

  ChannelHealth(String channel) {
    this.channel = channel;
  }

  FailureEvent failed(Outcome.Failed failed) {
    String id = failed.delivery().notification().getId();
    failing.putIfAbsent(id, failed.at().truncatedTo(ChronoUnit.MILLIS));
    mayBeRaised = true;
    return event(
        FailureKind.RAISED,
        failed.at(),
        failed.attempts(),
        failed.why() instanceof DeliveryException.Permanent,
        String.valueOf(failed.why().getMessage()));
  }

  /** What to tell, if the channel has recovered by this. */
  Optional<FailureEvent> delivered(Delivery delivery, Instant at) {
    failing.remove(delivery.notification().getId());
    if (!failing.isEmpty() || !mayBeRaised) {
      return Optional.empty();
    }
    mayBeRaised = false;
    return Optional.of(event(FailureKind.CLEARED, at, 0, false, "the channel takes messages"));
  }

  /** It was given up: the channel counts as failing until it takes something. */
  FailureEvent abandoned(Outcome.Abandoned abandoned, Instant at) {
    FailureEvent event =
        event(
            FailureKind.RAISED,
            at,
            abandoned.attempts(),
            false,
            "an alert was dropped after %d attempts: %s"
                .formatted(abandoned.attempts(), abandoned.why().getMessage()));
    failing.remove(abandoned.delivery().notification().getId());
    mayBeRaised = true;
    return event;
  }

  /** No longer tried here. Says nothing of the channel. */
  void dropped(Delivery delivery) {
    failing.remove(delivery.notification().getId());
  }

  private FailureEvent event(
      FailureKind kind, Instant at, int attempts, boolean permanent, String detail) {
    String causeClass = CauseClass.DELIVERY_FAILED.name();
    Instant now = at.truncatedTo(ChronoUnit.MILLIS);
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key(null, Stage.DELIVERY, causeClass) + "/" + channel)
        .setKind(kind)
        .setStage(Stage.DELIVERY)
        .setCauseClass(causeClass)
        .setPermanent(permanent)
        .setSource(null)
        .setObjectKey(channel)
        .setAttempts(attempts)
        .setSince(failing.isEmpty() ? now : Collections.min(failing.values()))
        .setAt(now)
        .setClearsAt(null)
        .setDetail(detail)
        .build();
  }
}
