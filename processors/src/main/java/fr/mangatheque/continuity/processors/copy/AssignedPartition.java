package fr.mangatheque.continuity.processors.copy;

import org.apache.kafka.common.TopicPartition;

/**
 * A partition from when it was assigned until it is taken away; assigned again, it is another. Only
 * the poll thread uses it, but for its identity.
 */
final class AssignedPartition {
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final TopicPartition partition;
  private final Frontier frontier = new Frontier();
  private long end = UNKNOWN;
  private boolean paused;

  AssignedPartition(TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  Frontier frontier() {
    return frontier;
  }

  boolean endKnown() {
    return end != UNKNOWN;
  }

  /** Records before this offset may have been worked on by somebody else; unknown, all may. */
  void endIs(long offset) {
    end = offset;
  }

  Delivered deliver(long offset) {
    frontier.delivered(offset);
    return new Delivered(this, offset, offset < end);
  }

  boolean paused() {
    return paused;
  }

  void paused(boolean now) {
    paused = now;
  }
}
