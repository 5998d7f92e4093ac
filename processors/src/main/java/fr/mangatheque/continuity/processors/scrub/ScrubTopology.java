package fr.mangatheque.continuity.processors.scrub;

import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.wire.StateSerdes;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Where requests come in and grants and reports go out. */
final class ScrubTopology {
  private static final String REQUESTS = "job-requests";
  private static final String SCRUB = "scrub";

  private ScrubTopology() {}

  static Topology of(Topics topics, ScrubSettings settings) {
    Topology topology = new Topology();
    topology.addSource(
        REQUESTS,
        new StringDeserializer(),
        topics.jobRequests().valueSerde().deserializer(),
        topics.jobRequests().name());
    topology.addProcessor(
        SCRUB,
        new ProcessorSupplier<String, JobRequest, String, Object>() {
          @Override
          public Processor<String, JobRequest, String, Object> get() {
            return new ScrubProcessor(settings);
          }

          @Override
          public Set<StoreBuilder<?>> stores() {
            return Set.of(
                Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(ScrubProcessor.GRANTED),
                    Serdes.String(),
                    StateSerdes.stateSerde(JobRequest.class)));
          }
        },
        REQUESTS);
    topology.addSink(
        ScrubProcessor.CHANGES,
        topics.objectChanges().name(),
        new StringSerializer(),
        PartitionGrant.serializer(topics.objectChanges().valueSerde().serializer()),
        PartitionGrant.partitioner(),
        SCRUB);
    topology.addSink(
        ScrubProcessor.REPORTS,
        topics.jobReports().name(),
        new StringSerializer(),
        topics.jobReports().valueSerde().serializer(),
        SCRUB);
    return topology;
  }
}
