package fr.mangatheque.continuity.processors.copy;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how far partitions reached when they were assigned; if Kafka does not say in time, how
 * far they reach a while later. Only the poll thread uses it.
 */
final class PartitionEnds {
  private static final Logger log = LoggerFactory.getLogger(PartitionEnds.class);
  private static final Duration AT_ASSIGNMENT = Duration.ofMillis(1500);
  // meanwhile no record is taken
  private static final Duration LATER = Duration.ofMillis(500);
  static final Duration BETWEEN = Duration.ofSeconds(5);

  private final Consumer<?, ?> consumer;
  private final LongSupplier nanoTime;
  private long askedAt;

  PartitionEnds(Consumer<?, ?> consumer, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.nanoTime = nanoTime;
  }

  /** Asks for those just assigned. */
  void ask(Collection<AssignedPartition> assigned) {
    ask(assigned, AT_ASSIGNMENT);
  }

  /** Asks now and then for those still unknown, if there are any. */
  void askAgain(Collection<AssignedPartition> assigned) {
    if (nanoTime.getAsLong() - askedAt >= BETWEEN.toNanos()
        && assigned.stream().anyMatch(partition -> !partition.endKnown())) {
      ask(assigned.stream().filter(partition -> !partition.endKnown()).toList(), LATER);
    }
  }

  private void ask(Collection<AssignedPartition> partitions, Duration timeout) {
    Map<TopicPartition, AssignedPartition> byName =
        partitions.stream().collect(Collectors.toMap(AssignedPartition::partition, p -> p));
    try {
      consumer
          .endOffsets(byName.keySet(), timeout)
          .forEach((partition, end) -> byName.get(partition).endIs(end));
    } catch (TimeoutException e) {
      log.atInfo()
          .setCause(e)
          .log("How far the requests reach is not known; until it is all count as tried before");
    }
    askedAt = nanoTime.getAsLong();
  }
}
