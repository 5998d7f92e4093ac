package fr.mangatheque.continuity.schemas;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * A topic with what it carries. All keys are strings.
 *
 * @param name as it is in Kafka, prefix included
 * @param retention how long records are kept; null for a topic that is compacted and kept
 * @param quiet whether one partition is enough at any size of a site: records in it are few, and
 *     each partition more costs every start and every reader
 */
public record Topic<V>(
    String name, @Nullable Duration retention, boolean quiet, Serde<V> valueSerde) {
  public Serde<String> keySerde() {
    return Serdes.String();
  }

  /** Whether only the last record of a key is kept. */
  public boolean compacted() {
    return retention == null;
  }
}
