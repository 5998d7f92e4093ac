package fr.mangatheque.continuity.notifier.delivery;

import static fr.mangatheque.continuity.schemas.event.NotificationKind.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.notifier.channel.DeliveryException;
import fr.mangatheque.continuity.notifier.channel.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final DeliveryTiming TIMING =
      new DeliveryTiming(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofHours(24));

  private final FakeChannel channel = new FakeChannel();
  private final List<Outcome> outcomes = new ArrayList<>();

  @Test
  void aDeliveryIsTriedUntilItSucceeds() {
    channel
        .failsWith(new DeliveryException.Transient("503", (Duration) null))
        .failsWith(new DeliveryException.Permanent("404", null))
        .failsWith(new IllegalStateException("a bug"))
        .failsWith(new NoClassDefFoundError("a broken installation"));
    attempts().run(delivery(InstantSource.system().instant()));

    assertThat(channel.delivered()).containsExactly("incident-1-pager");
    assertThat(outcomes)
        .extracting(Outcome::getClass)
        .containsExactly(
            Outcome.Failed.class,
            Outcome.Failed.class,
            Outcome.Failed.class,
            Outcome.Failed.class,
            Outcome.Delivered.class);
  }

  @Test
  void whatIsTooOldIsTriedOnceMoreAndDropped() {
    channel.failsWith(new DeliveryException.Transient("503", (Duration) null));
    attempts().run(delivery(InstantSource.system().instant().minus(Duration.ofHours(25))));

    assertThat(outcomes)
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Abandoned.class, it -> assertThat(it.attempts()).isEqualTo(1));
  }

  @Test
  void whoStopsItLeavesItUndone() throws InterruptedException {
    channel.failsWith(new DeliveryException.Transient("429", Duration.ofHours(1)));
    Attempts attempts = attempts();
    Thread thread =
        Thread.ofVirtual().start(() -> attempts.run(delivery(InstantSource.system().instant())));
    thread.interrupt();

    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(outcomes).noneMatch(it -> it instanceof Outcome.Abandoned);
  }

  private Attempts attempts() {
    return new Attempts(
        channel,
        new Backoff(TIMING, RandomGenerator.getDefault()),
        TIMING.giveUpAfter(),
        InstantSource.system(),
        outcomes::add);
  }

  private static Delivery delivery(Instant at) {
    return new Delivery(
        new TopicPartition("notifications", 0),
        7,
        Samples.notification("incident", 1, OPENED, "pager", at));
  }
}
