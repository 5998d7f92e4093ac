package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PartitionEndsTest {
  private static final TopicPartition NAME = new TopicPartition("copy-requests", 3);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AtomicLong now = new AtomicLong();
  private final PartitionEnds ends = new PartitionEnds(consumer, now::get);
  private final AssignedPartition partition = new AssignedPartition(NAME);

  PartitionEndsTest() {
    consumer.updateEndOffsets(Map.of(NAME, 7L));
  }

  @Test
  void onlyWhatWasThereAtAssignmentMayHaveBeenTried() {
    ends.ask(List.of(partition));

    assertThat(partition.deliver(6).mayHaveBeenTried()).isTrue();
    assertThat(partition.deliver(7).mayHaveBeenTried()).isFalse();
  }

  @Test
  void anEndThatWasNotToldInTimeIsAskedForAgainAWhileLater() {
    consumer.setOffsetsException(new TimeoutException("no answer"));
    ends.ask(List.of(partition));
    assertThat(partition.deliver(7).mayHaveBeenTried()).isTrue();

    now.addAndGet(PartitionEnds.BETWEEN.toNanos() - 1);
    ends.askAgain(List.of(partition));
    assertThat(partition.endKnown()).isFalse();

    now.addAndGet(1);
    ends.askAgain(List.of(partition));
    assertThat(partition.deliver(8).mayHaveBeenTried()).isFalse();
  }
}
