package fr.mangatheque.continuity.processors.scan;

import static fr.mangatheque.continuity.schemas.wire.StateSerdes.stateSerde;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.state.StoredScan;
import fr.mangatheque.continuity.schemas.state.StoredScanHistory;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Where runs and results come in, and slices and reports go out. Both inputs are by schedule. */
final class ScanTopology {
  private static final String SCANS = "scans";

  private ScanTopology() {}

  static Topology of(Topics topics, ScanSettings settings, ScanMetrics metrics) {
    Topology topology = new Topology();
    source(topology, topics.jobRequests());
    source(topology, topics.scanResults());
    topology.addProcessor(
        SCANS,
        new ProcessorSupplier<String, SpecificRecord, String, SpecificRecord>() {
          @Override
          public Processor<String, SpecificRecord, String, SpecificRecord> get() {
            return new ScanProcessor(settings, metrics);
          }

          @Override
          public Set<StoreBuilder<?>> stores() {
            return Set.of(
                Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(ScanProcessor.RUNS),
                    Serdes.String(),
                    stateSerde(StoredScan.class)),
                Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(ScanProcessor.HISTORY),
                    Serdes.String(),
                    stateSerde(StoredScanHistory.class)));
          }
        },
        topics.jobRequests().name(),
        topics.scanResults().name());
    sink(topology, ScanProcessor.SLICES, topics.scanRequests());
    sink(topology, ScanProcessor.REPORTS, topics.jobReports());
    sink(topology, ScanProcessor.FAILURES, topics.failures());
    sink(topology, ScanProcessor.PROOFS, topics.copyResults());
    sink(topology, ScanProcessor.DELETIONS, topics.deletions());
    topology.addSink(
        ScanProcessor.ENDED,
        topics.objectChanges().name(),
        new StringSerializer(),
        topics.objectChanges().valueSerde().serializer(),
        (_, _, _, partitions) -> Optional.of(all(partitions)),
        SCANS);
    return topology;
  }

  private static Set<Integer> all(int partitions) {
    return IntStream.range(0, partitions).boxed().collect(Collectors.toSet());
  }

  private static void source(Topology topology, Topic<?> topic) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        topic.name(),
        new StringDeserializer(),
        topic.valueSerde().deserializer(),
        topic.name());
  }

  private static void sink(Topology topology, String name, Topic<?> topic) {
    topology.addSink(
        name, topic.name(), new StringSerializer(), topic.valueSerde().serializer(), SCANS);
  }
}
