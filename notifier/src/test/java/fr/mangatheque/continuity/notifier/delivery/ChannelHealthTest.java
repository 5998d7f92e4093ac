package fr.mangatheque.continuity.notifier.delivery;

import static fr.mangatheque.continuity.schemas.event.NotificationKind.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.notifier.channel.DeliveryException;
import fr.mangatheque.continuity.notifier.channel.Samples;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ChannelHealthTest {
  private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");
  private static final DeliveryException WHY =
      new DeliveryException.Transient("503", (Duration) null);

  private final ChannelHealth health = new ChannelHealth("pager");

  @Test
  void theFirstDeliveryClearsWhatAProcessBeforeMayHaveRaisedAndTheNextSayNothing() {
    assertThat(health.delivered(delivery(1), AT))
        .hasValueSatisfying(
            event -> {
              assertThat(event.getKind()).isEqualTo(FailureKind.CLEARED);
              assertThat(event.getCauseKey()).isEqualTo("-/DELIVERY/DELIVERY_FAILED/pager");
              assertThat(event.getObjectKey()).isEqualTo("pager");
            });
    assertThat(health.delivered(delivery(2), AT)).isEmpty();
  }

  @Test
  void aChannelFailsSinceItsFirstFailure() {
    health.failed(new Outcome.Failed(delivery(1), 1, AT, WHY));
    FailureEvent again = health.failed(new Outcome.Failed(delivery(1), 2, AT.plusSeconds(9), WHY));

    assertThat(again.getKind()).isEqualTo(FailureKind.RAISED);
    assertThat(again.getSince()).isEqualTo(AT);
    assertThat(again.getAt()).isEqualTo(AT.plusSeconds(9));
    assertThat(again.getDetail()).isEqualTo("503");
  }

  @Test
  void aChannelIsWellOnceNothingFails() {
    health.failed(new Outcome.Failed(delivery(1), 1, AT, WHY));
    health.failed(new Outcome.Failed(delivery(2), 1, AT, WHY));

    assertThat(health.delivered(delivery(2), AT)).isEmpty();
    assertThat(health.delivered(delivery(1), AT)).isPresent();
  }

  @Test
  void givingUpIsNoSignOfHealth() {
    health.failed(new Outcome.Failed(delivery(1), 1, AT, WHY));
    FailureEvent event = health.abandoned(new Outcome.Abandoned(delivery(1), 400, WHY), AT);

    assertThat(event.getKind()).isEqualTo(FailureKind.RAISED);
    assertThat(event.getDetail()).contains("dropped after 400 attempts");
    assertThat(health.delivered(delivery(2), AT)).isPresent();
  }

  private static Delivery delivery(int number) {
    return new Delivery(
        new TopicPartition("notifications", 0),
        number,
        Samples.notification("incident", number, OPENED, "pager", AT));
  }
}
