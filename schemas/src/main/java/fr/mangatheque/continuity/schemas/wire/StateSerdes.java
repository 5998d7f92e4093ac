package fr.mangatheque.continuity.schemas.wire;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * Serdes for state stores and their changelogs: always Avro's single-object encoding, so that state
 * never depends on a registry. Thread-safe.
 */
public final class StateSerdes {
  private static final WireSerdes SINGLE_OBJECT = WireSerdes.open(Optional.empty());

  private StateSerdes() {}

  public static <T extends SpecificRecord> Serde<T> stateSerde(Class<T> type) {
    return SINGLE_OBJECT.of(type);
  }
}
