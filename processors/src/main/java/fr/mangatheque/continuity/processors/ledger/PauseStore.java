package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.wire.StateSerdes;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * What persons decided about sources, whole in every process: the topic operator-actions, less what
 * is about anything else. Its writer is the thread that reads the topic; others read.
 */
final class PauseStore implements Processor<String, OperatorWord, Void, Void> {
  static final String NAME = "source-decisions";

  private KeyValueStore<String, OperatorAction> store;

  static void addTo(Topology topology, Topic<OperatorAction> actions) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(NAME),
                Serdes.String(),
                StateSerdes.stateSerde(OperatorAction.class))
            .withLoggingDisabled(),
        "operator-actions",
        new StringDeserializer(),
        OperatorWord.reader(actions.valueSerde().deserializer()),
        actions.name(),
        NAME,
        PauseStore::new);
  }

  /** Whether a source is paused. */
  static Optional<Pause> pause(
      ReadOnlyKeyValueStore<String, OperatorAction> store, String source, Instant now) {
    return Pause.of(store.get(Pause.SUBJECT + source), now);
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(NAME);
  }

  @Override
  public void process(Record<String, OperatorWord> record) {
    switch (record.value()) {
      case OperatorWord.Decided(OperatorAction action) -> {
        if (action.getSubject().startsWith(Pause.SUBJECT)) {
          store.put(action.getSubject(), action);
        }
      }
      case OperatorWord.Withdrawn _ -> {
        if (record.key() != null) {
          store.delete(record.key());
        }
      }
      case OperatorWord.Unreadable _ -> {
        // what was decided before still holds
      }
    }
  }
}
