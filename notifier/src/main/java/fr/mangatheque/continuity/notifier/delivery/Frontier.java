package fr.mangatheque.continuity.notifier.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where all is done, a partition: what may be committed. Offsets need not follow each other.
 * Owned by one thread.
 */
final class Frontier {
  private static final class Progress {
    private final TreeSet<Long> underWay = new TreeSet<>();
    private long next;
    private long committed;

    private long reached() {
      return underWay.isEmpty() ? next : underWay.first();
    }
  }

  private final Map<TopicPartition, Progress> partitions = new HashMap<>();

  /** A record has come; offsets of a partition come in order. */
  void begin(TopicPartition partition, long offset) {
    Progress progress = partitions.computeIfAbsent(partition, _ -> new Progress());
    progress.underWay.add(offset);
    progress.next = offset + 1;
  }

  /** Nothing is left to do about a record. */
  void done(TopicPartition partition, long offset) {
    Progress progress = partitions.get(partition);
    if (progress != null) {
      progress.underWay.remove(offset);
    }
  }

  /** What may be committed and is not yet. */
  Map<TopicPartition, OffsetAndMetadata> uncommitted() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions.forEach(
        (partition, progress) -> {
          if (progress.reached() > progress.committed) {
            offsets.put(partition, new OffsetAndMetadata(progress.reached()));
          }
        });
    return offsets;
  }

  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, offset) ->
            Optional.ofNullable(partitions.get(partition))
                .ifPresent(progress -> progress.committed = offset.offset()));
  }

  void forget(Predicate<TopicPartition> which) {
    partitions.keySet().removeIf(which);
  }
}
