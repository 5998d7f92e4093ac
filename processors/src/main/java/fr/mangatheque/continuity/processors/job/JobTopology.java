package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.state.StoredJob;
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

/** Where ticks and reports come in, and requests, reports and failures go out. */
final class JobTopology {
  private static final String TICKS = "ticks";
  private static final String REPORTS = "job-reports";
  private static final String JOBS = "jobs";

  private JobTopology() {}

  static Topology of(Topics topics, JobSettings settings, JobMetrics metrics) {
    Topology topology = new Topology();
    topology.addSource(
        TICKS,
        new StringDeserializer(),
        JobInput.ticks(topics.ticks().valueSerde().deserializer()),
        topics.ticks().name());
    topology.addSource(
        REPORTS,
        new StringDeserializer(),
        JobInput.reports(topics.jobReports().valueSerde().deserializer()),
        topics.jobReports().name());
    Pauses.add(topology, topics.operatorActions());
    topology.addProcessor(
        JOBS,
        new ProcessorSupplier<String, JobInput, String, Object>() {
          @Override
          public Processor<String, JobInput, String, Object> get() {
            return new JobProcessor(settings, metrics);
          }

          @Override
          public Set<StoreBuilder<?>> stores() {
            return Set.of(store());
          }
        },
        TICKS,
        REPORTS);
    sink(topology, JobProcessor.REQUESTS, topics.jobRequests());
    sink(topology, JobProcessor.REPORTS, topics.jobReports());
    sink(topology, JobProcessor.FAILURES, topics.failures());
    sink(topology, JobProcessor.TICKS_AGAIN, topics.ticks());
    sink(topology, JobProcessor.REPORTS_AGAIN, topics.jobReports());
    return topology;
  }

  /** Small enough for memory; what is in it is in Kafka. */
  private static StoreBuilder<?> store() {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(JobProcessor.STORE),
        Serdes.String(),
        StateSerdes.stateSerde(StoredJob.class));
  }

  private static void sink(Topology topology, String name, Topic<?> topic) {
    topology.addSink(
        name, topic.name(), new StringSerializer(), topic.valueSerde().serializer(), JOBS);
  }
}
