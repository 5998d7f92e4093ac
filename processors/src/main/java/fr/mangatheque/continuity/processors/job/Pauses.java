package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import fr.mangatheque.continuity.schemas.wire.RegistryException;
import fr.mangatheque.continuity.schemas.wire.StateSerdes;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which sources people have paused: every task sees all of them. */
final class Pauses {
  private static final Logger log = LoggerFactory.getLogger(Pauses.class);
  private static final String STORE = "operator-actions";
  private static final String SOURCE = "source/";

  private final KeyValueStore<String, OperatorAction> actions;

  private Pauses(KeyValueStore<String, OperatorAction> actions) {
    this.actions = actions;
  }

  static Pauses of(ProcessorContext<?, ?> context) {
    return new Pauses(context.getStateStore(STORE));
  }

  /** Adds the topic of what people decide to {@code topology}, for all of its tasks. */
  static void add(Topology topology, Topic<OperatorAction> topic) {
    StoreBuilder<KeyValueStore<String, OperatorAction>> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STORE),
                Serdes.String(),
                StateSerdes.stateSerde(OperatorAction.class))
            .withLoggingDisabled();
    topology.addGlobalStore(
        store,
        "operator-actions-source",
        new StringDeserializer(),
        lenient(topic.valueSerde().deserializer()),
        topic.name(),
        "operator-actions-keeper",
        Keeper::new);
  }

  /** Why nothing of {@code source} is to begin; empty if nothing keeps it. */
  Optional<String> of(String source, Instant now) {
    OperatorAction action = actions.get(SOURCE + source);
    if (action == null
        || action.getKind() != OperatorActionKind.PAUSE
        || (action.getUntil() != null && !now.isBefore(action.getUntil()))) {
      return Optional.empty();
    }
    String reason = action.getReason().isEmpty() ? "" : ": " + action.getReason();
    return Optional.of(
        "%s paused the source at %s%s".formatted(action.getBy(), action.getAt(), reason));
  }

  /** A thread that reads for all tasks must not end at a record that nobody can read. */
  private static Deserializer<@Nullable OperatorAction> lenient(
      Deserializer<OperatorAction> strict) {
    return new Deserializer<>() {
      @Override
      public @Nullable OperatorAction deserialize(String topic, byte @Nullable [] data) {
        return strict.deserialize(topic, data);
      }

      @Override
      public @Nullable OperatorAction deserialize(
          String topic, Headers headers, byte @Nullable [] data) {
        try {
          return strict.deserialize(topic, headers, data);
        } catch (RegistryException e) {
          throw e;
        } catch (SerializationException e) {
          log.atWarn()
              .addKeyValue("topic", topic)
              .addKeyValue("cause", e.toString())
              .log("What somebody decided cannot be read and is passed over");
          return null;
        }
      }
    };
  }

  private static final class Keeper
      implements Processor<String, @Nullable OperatorAction, Void, Void> {
    private @Nullable KeyValueStore<String, OperatorAction> store;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, @Nullable OperatorAction> record) {
      KeyValueStore<String, OperatorAction> kept = store;
      if (kept != null && record.key() != null && record.value() != null) {
        kept.put(record.key(), record.value());
      }
    }
  }
}
