package fr.mangatheque.continuity.notifier.incident;

import static fr.mangatheque.continuity.schemas.wire.StateSerdes.stateSerde;

import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.state.StoredFailure;
import fr.mangatheque.continuity.schemas.state.StoredIncident;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From failures to notifications, decided exactly once. Failures of a cause share a key, so one
 * partition sees them all; notifications are keyed by incident, so a channel hears of one in order.
 */
public final class IncidentTopology
    implements ProcessorSupplier<String, FailureEvent, String, Notification> {
  private final IncidentMachine machine;
  private final OpenIncidents open;

  private IncidentTopology(IncidentMachine machine, OpenIncidents open) {
    this.machine = machine;
    this.open = open;
  }

  /** The topology; it registers its gauges with {@code metrics}. */
  public static Topology build(
      Topics topics, IncidentTiming timing, Audience audience, MeterRegistry metrics) {
    IncidentMachine machine =
        new IncidentMachine(
            timing,
            tally ->
                audience.of(
                    NoticeWriter.advice(tally).severity(), tally.cause(), tally.examples()));
    Topology topology = new Topology();
    topology
        .addSource(
            "failures",
            topics.failures().keySerde().deserializer(),
            topics.failures().valueSerde().deserializer(),
            topics.failures().name())
        .addProcessor(
            "incidents", new IncidentTopology(machine, new OpenIncidents(metrics)), "failures")
        .addSink(
            "notifications",
            topics.notifications().name(),
            topics.notifications().keySerde().serializer(),
            topics.notifications().valueSerde().serializer(),
            "incidents");
    FirstBackups.addTo(topology, topics, audience);
    return topology;
  }

  @Override
  public Processor<String, FailureEvent, String, Notification> get() {
    return new IncidentProcessor(machine, open.share());
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(IncidentStores.INCIDENTS),
                Serdes.String(),
                stateSerde(StoredIncident.class))
            .withCachingEnabled(),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(IncidentStores.FAILING),
            Serdes.String(),
            stateSerde(StoredFailure.class)),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(IncidentStores.DUE),
            Serdes.Bytes(),
            Serdes.ByteArray()));
  }
}
