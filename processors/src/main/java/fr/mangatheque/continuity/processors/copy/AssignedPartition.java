package fr.mangatheque.continuity.processors.copy;

import org.apache.kafka.common.TopicPartition;

/**
 * A partition from when it was assigned until it is taken away; assigned again, it is another. Only
 * the poll thread uses it, but for its identity.
 */
final class AssignedPartition {
  private final TopicPartition partition;
  private final long endAtAssignment;
  private final Frontier frontier = new Frontier();
  private boolean paused;

  /**
   * @param endAtAssignment records before this offset may have been worked on by somebody else
   */
  AssignedPartition(TopicPartition partition, long endAtAssignment) {
    this.partition = partition;
    this.endAtAssignment = endAtAssignment;
  }

  TopicPartition partition() {
    return partition;
  }

  Frontier frontier() {
    return frontier;
  }

  Delivered deliver(long offset) {
    frontier.delivered(offset);
    return new Delivered(this, offset, offset < endAtAssignment);
  }

  boolean paused() {
    return paused;
  }

  void paused(boolean now) {
    paused = now;
  }
}
