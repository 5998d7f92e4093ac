package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads the ledger's store from outside its threads, or tells whose the key is. Thread-safe. */
final class LedgerLookup {
  private static final Finding MOVING =
      new Finding.Unavailable("the ledger is moving this object's partition between processes");

  private final KafkaStreams streams;
  private final LedgerSettings settings;
  private final StreamPartitioner<String, Object> partitioner;
  private final @Nullable HostInfo self;

  LedgerLookup(KafkaStreams streams, LedgerSettings settings) {
    this.streams = streams;
    this.settings = settings;
    this.partitioner = (_, key, _, _) -> Optional.of(Set.of(settings.partitionOf(key)));
    String advertised = settings.advertised();
    this.self = advertised == null ? null : HostInfo.buildFromEndpoint(advertised);
  }

  Finding find(ObjectId object) {
    String key = object.toString();
    if (!streams.state().isRunningOrRebalancing()) {
      return stopped();
    }
    ObjectStateRecord record;
    try {
      record = store(settings.partitionOf(key)).get(key);
    } catch (InvalidStateStoreException e) {
      // the partition is not ours, or not yet, or no longer
      return owner(key);
    } catch (IllegalStateException e) {
      return stopped();
    }
    return record == null ? new Finding.Unknown() : found(record);
  }

  /** Also if it stopped while it was asked. */
  private Finding stopped() {
    return new Finding.Unavailable("the ledger does not run: " + streams.state());
  }

  private ReadOnlyKeyValueStore<String, ObjectStateRecord> store(int partition) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                LedgerStores.OBJECTS,
                QueryableStoreTypes.<String, ObjectStateRecord>keyValueStore())
            .withPartition(partition));
  }

  private static Finding found(ObjectStateRecord record) {
    return ObjectView.of(StateCodec.fromRecord(record))
        .<Finding>map(Finding.Found::new)
        .orElseGet(Finding.Unknown::new);
  }

  private Finding owner(String key) {
    KeyQueryMetadata metadata;
    try {
      metadata = streams.queryMetadataForKey(LedgerStores.OBJECTS, key, partitioner);
    } catch (InvalidStateStoreException e) {
      return MOVING;
    } catch (IllegalStateException e) {
      return stopped();
    }
    if (metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      return MOVING;
    }
    HostInfo host = metadata.activeHost();
    if (host.equals(self)) {
      return new Finding.Unavailable("this process is reading this object's partition from Kafka");
    }
    if (host.equals(HostInfo.unavailable())) {
      return self == null ? new Finding.Unavailable(unadvertised()) : MOVING;
    }
    return new Finding.Elsewhere(host.host(), host.port());
  }

  private String unadvertised() {
    return "this process has not taken this object's partition yet, or another has it and does not"
        + " say where it can be reached: with several processes, give each intake.advertise";
  }
}
