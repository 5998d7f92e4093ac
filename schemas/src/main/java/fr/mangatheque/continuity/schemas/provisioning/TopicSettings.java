package fr.mangatheque.continuity.schemas.provisioning;

/**
 * What new topics get.
 *
 * @param partitions of each topic that is not quiet
 * @param replication copies of each partition; not more than there are brokers
 */
public record TopicSettings(int partitions, int replication) {
  private static final int DEFAULT_PARTITIONS = 12;

  public TopicSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException("a topic has at least one partition, not " + partitions);
    }
    if (replication < 1 || replication > Short.MAX_VALUE) {
      throw new IllegalArgumentException("a partition has at least one copy, not " + replication);
    }
  }

  /** For a cluster of three brokers or more. */
  public static TopicSettings cluster() {
    return new TopicSettings(DEFAULT_PARTITIONS, 3);
  }

  /** For the embedded broker. */
  public static TopicSettings embedded() {
    return new TopicSettings(DEFAULT_PARTITIONS, 1);
  }

  /**
   * As many as can be asked for while one broker is away: one fewer than the copies, at least one.
   */
  int minInSyncReplicas() {
    return Math.max(1, replication - 1);
  }
}
