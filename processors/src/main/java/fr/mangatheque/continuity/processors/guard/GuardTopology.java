package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Where word of deletions and of what people decided comes in, and decisions go out. */
final class GuardTopology {
  private static final String DELETIONS = "deletions";
  private static final String GUARD = "guard";

  private GuardTopology() {}

  static Topology of(Topics topics, GuardSettings settings, OpenCases cases, GuardMetrics metrics) {
    Topology topology = new Topology();
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(ActionKeeper.ACTIONS),
                Serdes.String(),
                Serdes.ByteArray())
            .withLoggingDisabled(),
        ActionKeeper.ACTIONS,
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        topics.operatorActions().name(),
        "keep-operator-actions",
        () -> new ActionKeeper(cases));
    topology.addSource(
        DELETIONS,
        new StringDeserializer(),
        Told.reader(topics.deletions().valueSerde().deserializer()),
        topics.deletions().name());
    topology.addProcessor(
        GUARD,
        new ProcessorSupplier<String, Told, String, Object>() {
          @Override
          public Processor<String, Told, String, Object> get() {
            return new GuardProcessor(settings, topics.operatorActions(), cases, metrics);
          }

          @Override
          public Set<StoreBuilder<?>> stores() {
            return GuardStores.builders();
          }
        },
        DELETIONS);
    sink(topology, GuardProcessor.DECISIONS, topics.deletionDecisions());
    sink(topology, GuardProcessor.FAILURES, topics.failures());
    sink(topology, GuardProcessor.AGAIN, topics.deletions());
    return topology;
  }

  private static void sink(Topology topology, String name, Topic<?> topic) {
    topology.addSink(
        name, topic.name(), new StringSerializer(), topic.valueSerde().serializer(), GUARD);
  }
}
