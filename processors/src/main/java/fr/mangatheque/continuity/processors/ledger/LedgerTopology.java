package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import fr.mangatheque.continuity.schemas.wire.StateSerdes;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Where hints, results and the guard's decisions come in, and what the ledger says goes out. */
final class LedgerTopology {
  private static final String CHANGES = "object-changes";
  private static final String RESULTS = "copy-results";
  private static final String DECISIONS = "deletion-decisions";
  private static final String LEDGER = "ledger";

  private LedgerTopology() {}

  static Topology of(Topics topics, LedgerSettings settings, LedgerMetrics metrics) {
    MissedEvents missed = new MissedEvents(settings.policy().missedEvents(), metrics);
    Overwrites overwrites = new Overwrites();
    Topology topology = new Topology();
    topology.addSource(
        CHANGES,
        new StringDeserializer(),
        Addressed.hints(topics.objectChanges().valueSerde().deserializer(), settings),
        topics.objectChanges().name());
    topology.addSource(
        RESULTS,
        new StringDeserializer(),
        Addressed.results(topics.copyResults().valueSerde().deserializer(), settings),
        topics.copyResults().name());
    PauseStore.addTo(topology, topics.operatorActions());
    topology.addSource(
        DECISIONS,
        new StringDeserializer(),
        Addressed.decisions(topics.deletionDecisions().valueSerde().deserializer(), settings),
        topics.deletionDecisions().name());
    topology.addProcessor(
        LEDGER,
        new ProcessorSupplier<String, Addressed, String, Object>() {
          @Override
          public Processor<String, Addressed, String, Object> get() {
            return new LedgerProcessor(settings, metrics, missed, overwrites);
          }

          @Override
          public Set<StoreBuilder<?>> stores() {
            return LedgerStores.builders(StateSerdes.stateSerde(ObjectStateRecord.class));
          }
        },
        CHANGES,
        RESULTS,
        DECISIONS);
    sink(topology, LedgerOutlets.REQUESTS, topics.copyRequests());
    sink(topology, LedgerOutlets.FAILURES, topics.failures());
    sink(topology, LedgerOutlets.JOB_REPORTS, topics.jobReports());
    sink(topology, LedgerOutlets.CHANGES_AGAIN, topics.objectChanges());
    sink(topology, LedgerOutlets.RESULTS_AGAIN, topics.copyResults());
    sink(topology, LedgerOutlets.DELETIONS, topics.deletions());
    sink(topology, LedgerOutlets.DECISIONS_AGAIN, topics.deletionDecisions());
    return topology;
  }

  private static void sink(Topology topology, String name, Topic<?> topic) {
    topology.addSink(
        name, topic.name(), new StringSerializer(), topic.valueSerde().serializer(), LEDGER);
  }
}
