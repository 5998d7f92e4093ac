package fr.mangatheque.continuity.notifier.delivery;

import static fr.mangatheque.continuity.schemas.event.NotificationKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.notifier.channel.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final TopicPartition PARTITION = new TopicPartition("notifications", 0);

  private final List<String> started = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private final Lanes lanes =
      new Lanes(
          "test",
          delivery -> {
            started.add(delivery.notification().getId());
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });

  @Test
  void oneIncidentKeepsItsOrderAndOthersDoNotWaitForIt() {
    Delivery first = delivery("slow", 1);
    lanes.add(first);
    lanes.add(delivery("slow", 2));
    lanes.add(delivery("other", 1));

    await()
        .untilAsserted(
            () -> assertThat(started).containsExactlyInAnyOrder("slow-1-pager", "other-1-pager"));
    lanes.finished(first);
    await().untilAsserted(() -> assertThat(started).contains("slow-2-pager"));
    assertThat(lanes.size()).isEqualTo(2);
  }

  @Test
  void stoppingEndsThreadsAndDropsWhatWaits() throws InterruptedException {
    Delivery first = delivery("slow", 1);
    lanes.add(first);
    lanes.add(delivery("slow", 2));

    assertThat(lanes.stop(PARTITION::equals, Duration.ofMillis(50))).containsExactly(first);
    assertThat(lanes.size()).isZero();
    lanes.finished(first);
    assertThat(started).doesNotContain("slow-2-pager");
  }

  private static Delivery delivery(String incident, int number) {
    return new Delivery(
        PARTITION, number, Samples.notification(incident, number, UPDATED, "pager", Instant.EPOCH));
  }
}
