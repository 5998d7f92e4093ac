package fr.mangatheque.continuity.producer.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  @Test
  void whatFindsItFullIsDroppedAndNoOther() throws Exception {
    EventQueue queue = new EventQueue(2, 10_000);
    byte[] first = {1};
    byte[] second = {2};

    assertThat(queue.offer(first)).isTrue();
    assertThat(queue.offer(second)).isTrue();
    assertThat(queue.offer(new byte[] {3})).isFalse();

    assertThat(queue.take(10, 100)).containsExactly(first, second);
    assertThat(queue.statistics().dropped()).isEqualTo(1);
  }

  @Test
  void memoryIsBoundedToo() {
    EventQueue queue = new EventQueue(1_000, 1_000);

    for (int i = 0; i < 100; i++) {
      boolean _ = queue.offer(new byte[100]);
    }

    assertThat(queue.statistics().queuedBytes()).isBetween(500L, 1_000L);
    assertThat(queue.statistics().offered()).isEqualTo(100);
  }

  @Test
  void whatIsUnderWayKeepsItsPlaceUntilItIsSettled() throws Exception {
    EventQueue queue = new EventQueue(1, 10_000);
    assertThat(queue.offer(new byte[1])).isTrue();
    List<byte[]> taken = queue.take(10, 100);

    assertThat(queue.offer(new byte[1])).isFalse();

    queue.settle(taken, true);
    assertThat(queue.offer(new byte[1])).isTrue();
    assertThat(queue.statistics()).isEqualTo(new Statistics(1, 33, 1, 1, 0));
  }

  @Test
  void aBatchIsBoundedInEventsAndBytesButNeverEmpty() throws Exception {
    EventQueue queue = new EventQueue(100, 10_000);
    for (int size : List.of(500, 10, 10, 10)) {
      assertThat(queue.offer(new byte[size])).isTrue();
    }

    assertThat(queue.take(10, 100)).hasSize(1);
    assertThat(queue.take(2, 100)).hasSize(2);
    assertThat(queue.take(10, 100)).hasSize(1);
  }

  @Test
  void closedItGivesOutWhatItHasAndTakesNothingIn() throws Exception {
    EventQueue queue = new EventQueue(10, 1_000);
    assertThat(queue.offer(new byte[1])).isTrue();

    queue.close();

    assertThat(queue.offer(new byte[1])).isFalse();
    assertThat(queue.take(10, 100)).hasSize(1);
    assertThat(queue.take(10, 100)).isEmpty();
  }

  @Test
  void whatIsSettledAfterItWasAbandonedIsNotCountedAgain() throws Exception {
    EventQueue queue = new EventQueue(10, 1_000);
    assertThat(queue.offer(new byte[1])).isTrue();
    List<byte[]> taken = queue.take(10, 100);

    assertThat(queue.abandon()).isEqualTo(1);
    queue.settle(taken, true);

    assertThat(queue.statistics()).isEqualTo(new Statistics(0, 0, 0, 1, 0));
  }
}
