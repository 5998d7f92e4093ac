package fr.mangatheque.continuity.processors.scan;

import java.util.LinkedHashSet;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one partition may be committed: up to the first request that is not answered. Only the
 * poll thread uses it.
 */
final class Progress {
  private final TopicPartition partition;
  // in order of delivery, which is that of offsets
  private final LinkedHashSet<Long> unanswered = new LinkedHashSet<>();
  private long next = -1;
  private long committed = -1;

  Progress(TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  void delivered(long offset) {
    unanswered.add(offset);
    next = offset + 1;
  }

  void answered(long offset) {
    unanswered.remove(offset);
  }

  /** The offset to commit; empty if there is nothing new. */
  OptionalLong committable() {
    long position = unanswered.isEmpty() ? next : unanswered.getFirst();
    return position > committed ? OptionalLong.of(position) : OptionalLong.empty();
  }

  void committed(long offset) {
    committed = Math.max(committed, offset);
  }
}
