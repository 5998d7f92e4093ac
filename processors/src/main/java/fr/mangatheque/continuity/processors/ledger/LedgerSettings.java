package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger runs with.
 *
 * @param sources names of the sources it keeps
 * @param partitions of its inputs, object-changes, copy-results and deletion-decisions alike
 * @param window requests under way a partition, at most
 * @param stateDirectory where Kafka Streams keeps its stores
 * @param threads stream threads of this process
 * @param advertised {@code host:port} where the other processes of this ledger can ask this one;
 *     null if there are none, or they cannot
 */
public record LedgerSettings(
    Set<String> sources,
    int partitions,
    int window,
    LedgerPolicy policy,
    Path stateDirectory,
    int threads,
    @Nullable String advertised) {
  public LedgerSettings {
    sources = Set.copyOf(sources);
    if (partitions < 1 || window < 1 || threads < 1) {
      throw new IllegalArgumentException("partitions, window and threads are at least 1");
    }
  }

  /**
   * Requests under way a partition that keep {@code tasks} copy tasks busy: four for each, spread
   * over the partitions.
   */
  public static int window(int tasks, int partitions) {
    return Math.max(4, Math.ceilDiv(4 * tasks, partitions));
  }

  /** The partition that Kafka's own clients choose for a key. */
  int partitionOf(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  /**
   * The object a record is about.
   *
   * @throws IllegalArgumentException if there can be no such object here
   */
  ObjectId known(String source, String objectKey) {
    return new ObjectId(known(source), new ObjectKey(objectKey).value());
  }

  /**
   * The source a record is about.
   *
   * @throws IllegalArgumentException if there is no such source here
   */
  String known(String source) {
    if (!sources.contains(source)) {
      throw new IllegalArgumentException(
          "unknown source " + source + ", the known ones are " + new TreeSet<>(sources));
    }
    return source;
  }
}
