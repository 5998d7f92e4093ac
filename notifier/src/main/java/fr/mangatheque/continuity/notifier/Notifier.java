package fr.mangatheque.continuity.notifier;

import fr.mangatheque.continuity.notifier.channel.Channel;
import fr.mangatheque.continuity.notifier.channel.Channels;
import fr.mangatheque.continuity.notifier.delivery.Deliveries;
import fr.mangatheque.continuity.notifier.incident.IncidentLookup;
import fr.mangatheque.continuity.notifier.incident.IncidentTopology;
import fr.mangatheque.continuity.notifier.incident.OpenIncident;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.streams.RunningTopology;
import fr.mangatheque.continuity.schemas.streams.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells people what fails and that it is over: makes incidents of failures, in Kafka Streams, and
 * delivers their notifications beside it. Thread-safe.
 */
public final class Notifier implements AutoCloseable {
  private final NotifierSettings settings;
  private final Topics topics;
  private final KafkaConnection kafka;
  private final InstantSource clock;
  private final MeterRegistry metrics;
  private final RunningTopology incidents;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile @Nullable Deliveries deliveries;

  /** Nothing runs before {@link #start}. The topics must exist by then. */
  public Notifier(
      NotifierSettings settings,
      Topics topics,
      KafkaConnection kafka,
      InstantSource clock,
      MeterRegistry metrics) {
    this.settings = settings;
    this.topics = topics;
    this.kafka = kafka;
    this.clock = clock;
    this.metrics = metrics;
    this.incidents =
        new RunningTopology(
            "incidents",
            IncidentTopology.build(topics, settings.timing(), settings.audience(), metrics),
            StreamsSettings.of(
                "notifier-incidents",
                settings.stateDir(),
                topics,
                kafka,
                new DeadLetters(topics, clock)));
  }

  /** Returns at once; {@link #running} tells when it runs. */
  public void start() {
    if (started.getAndSet(true)) {
      throw new IllegalStateException("the notifier runs already");
    }
    incidents.start();
    List<Channel> channels =
        settings.channels().stream().map(channel -> Channels.open(channel, clock)).toList();
    deliveries = Deliveries.start(channels, topics, kafka, settings.delivery(), clock, metrics);
  }

  /** Whether failures reach people: incidents are decided and every channel is supplied. */
  public boolean running() {
    return troubles().isEmpty();
  }

  /**
   * The incidents that are open, as far as this process keeps them; empty if they cannot be read
   * now. Does not wait.
   */
  public Optional<List<OpenIncident>> openIncidents() {
    return IncidentLookup.open(incidents.streams());
  }

  /** What keeps it from running, in words; empty if it runs. */
  public List<String> troubles() {
    return Troubles.of(incidents.streams().state(), deliveries);
  }

  /** Ends within seconds; what is not delivered then is delivered at the next start. */
  @Override
  public void close() {
    incidents.close();
    Deliveries running = deliveries;
    if (running != null) {
      running.close();
    }
  }
}
