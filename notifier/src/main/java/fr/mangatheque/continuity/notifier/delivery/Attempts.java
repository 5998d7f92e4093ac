package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.notifier.channel.Channel;
import fr.mangatheque.continuity.notifier.channel.DeliveryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Delivers to one channel, again and again until it succeeds or the notification is too old.
 * Thread-safe; each delivery has a thread of its own.
 */
final class Attempts {
  private final Channel channel;
  private final Backoff backoff;
  private final Duration giveUpAfter;
  private final Gate gate;
  private final InstantSource clock;
  private final Consumer<Outcome> outcomes;

  Attempts(
      Channel channel,
      Backoff backoff,
      Duration giveUpAfter,
      InstantSource clock,
      Consumer<Outcome> outcomes) {
    this.channel = channel;
    this.backoff = backoff;
    this.giveUpAfter = giveUpAfter;
    this.gate = new Gate(clock);
    this.clock = clock;
    this.outcomes = outcomes;
  }

  /** Returns when it is delivered, given up, or the thread interrupted. */
  void run(Delivery delivery) {
    try {
      for (int attempts = 1; ; attempts++) {
        Optional<DeliveryException> failure = attempt(delivery);
        if (failure.isEmpty()) {
          outcomes.accept(new Outcome.Delivered(delivery));
          return;
        }
        Instant now = clock.instant();
        if (now.isAfter(delivery.notification().getAt().plus(giveUpAfter))) {
          outcomes.accept(new Outcome.Abandoned(delivery, attempts, failure.get()));
          return;
        }
        outcomes.accept(new Outcome.Failed(delivery, attempts, now, failure.get()));
        Thread.sleep(backoff.after(attempts, failure.get()));
      }
    } catch (InterruptedException e) {
      // The worker stops; it is delivered by whoever has the partition next.
      Thread.currentThread().interrupt();
    }
  }

  private Optional<DeliveryException> attempt(Delivery delivery) throws InterruptedException {
    gate.enter();
    try {
      channel.deliver(delivery.notification());
      return Optional.empty();
    } catch (DeliveryException e) {
      if (e instanceof DeliveryException.Transient it) {
        it.retryAfter().ifPresent(gate::closeFor);
      }
      return Optional.of(e);
    } catch (RuntimeException | Error e) {
      // An Error too: were it to end this thread, all that waits behind the delivery would be
      // stuck.
      return Optional.of(
          new DeliveryException.Permanent("a fault of ours in this channel: " + e, e));
    } finally {
      gate.leave();
    }
  }
}
