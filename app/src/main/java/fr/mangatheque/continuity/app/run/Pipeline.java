package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.broker.DirectoryLock;
import fr.mangatheque.continuity.app.broker.EmbeddedBroker;
import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.KafkaSettings;
import fr.mangatheque.continuity.app.operator.OperatorApi;
import fr.mangatheque.continuity.notifier.Notifier;
import fr.mangatheque.continuity.processors.guard.Guard;
import fr.mangatheque.continuity.processors.job.JobView;
import fr.mangatheque.continuity.processors.job.Jobs;
import fr.mangatheque.continuity.processors.ledger.Ledger;
import fr.mangatheque.continuity.producer.http.Endpoint;
import fr.mangatheque.continuity.producer.intake.HealthCheck;
import fr.mangatheque.continuity.producer.intake.Intake;
import fr.mangatheque.continuity.producer.intake.ObjectLookup;
import fr.mangatheque.continuity.producer.intake.Offer;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.provisioning.PartitionCounts;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that runs in a process, wired. It starts from the ground up (broker, topics, stores, then who
 * tells, decides, copies, and last who listens) and ends the other way round. Of one thread, but
 * for what is asked of it while it runs.
 */
public final class Pipeline implements AutoCloseable {
  private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(60);

  private final Configuration configuration;
  private final InstantSource clock;
  private final PrometheusMeterRegistry metrics = ProcessMetrics.registry();
  private final Parts parts = new Parts();
  private final List<HealthCheck> checks = new ArrayList<>();
  private String bootstrapServers = "";
  private @Nullable Ledger ledger;
  private @Nullable Guard guard;
  private @Nullable Jobs jobs;
  private @Nullable Notifier notifier;
  private @Nullable OperatorApi operator;
  private @Nullable Intake intake;

  private Pipeline(Configuration configuration, InstantSource clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * Starts what {@code roles} need. Blocks until all of it is started; {@link #troubles} tells when
   * it works.
   *
   * @throws fr.mangatheque.continuity.app.broker.DirectoryInUseException if another process has the
   *     data directory
   * @throws fr.mangatheque.continuity.storage.backup.BindingMismatchException if a backup's prefix
   *     is another source's
   * @throws RuntimeException if it cannot be; then nothing runs
   */
  public static Pipeline start(Configuration configuration, Set<Role> roles, InstantSource clock)
      throws InterruptedException {
    Pipeline pipeline = new Pipeline(configuration, clock);
    try {
      pipeline.start(roles);
      return pipeline;
    } catch (RuntimeException | InterruptedException | Error e) {
      pipeline.close();
      throw e;
    }
  }

  private void start(Set<Role> roles) throws InterruptedException {
    parts.add("data directory", DirectoryLock.take(configuration.dataDir()));
    Sources sources =
        parts.add(
            "stores",
            Sources.open(configuration.sources(), configuration.copy().concurrency(), clock));
    if (roles.contains(Role.PROCESSORS)) {
      // Clouds answer while the broker starts, which takes longer.
      sources.startProving();
    }
    KafkaConnection kafka = kafka(configuration.kafka());
    bootstrapServers = kafka.bootstrapServers();
    WireSerdes serdes =
        parts.add("schemas", WireSerdes.open(Optional.ofNullable(configuration.schemaRegistry())));
    Topics topics = Topics.of(configuration.kafka().topicPrefix(), serdes);
    PartitionCounts partitions =
        TopicProvisioning.ensure(
            kafka,
            topics,
            new TopicSettings(
                configuration.kafka().partitions(), configuration.kafka().replication()),
            KAFKA_PATIENCE);
    Wiring wiring = new Wiring(configuration, topics, kafka, metrics, clock, parts, checks);
    if (roles.contains(Role.NOTIFIER)) {
      tell(topics, kafka);
    }
    JobParts byTheClock = new JobParts(wiring);
    if (roles.contains(Role.PROCESSORS)) {
      ObjectParts objects = new ObjectParts(wiring, partitions);
      Ledger started = objects.decide();
      ledger = started;
      guard = objects.guard();
      jobs = byTheClock.decide(partitions);
      sources.awaitProven();
      checks.addAll(sources.checks());
      objects.copy(sources);
      objects.scrub();
      Scans.start(wiring, sources);
      byTheClock.canary(sources, started);
      Rehearsals rehearsals = new Rehearsals(configuration, sources, clock);
      byTheClock.cdn(rehearsals);
      byTheClock.drill(rehearsals, sources.limits(), started);
    }
    if (roles.contains(Role.TICKER)) {
      byTheClock.tick();
    }
    WaysIn ways = new WaysIn(wiring);
    if (roles.contains(Role.INTAKE)) {
      ways.bridge();
      ways.pull();
    }
    OperatorApi operators = operators(wiring, sources);
    intake = ways.listen(offer(roles, operators == null ? Map.of() : operators.inside()));
    if (operators != null) {
      operators.start();
    }
    operator = operators;
  }

  private KafkaConnection kafka(KafkaSettings settings) {
    String servers = settings.bootstrapServers();
    if (servers == null) {
      servers =
          parts
              .add(
                  "broker",
                  EmbeddedBroker.start(
                      configuration.dataDir().resolve("broker"), settings.embeddedPort()))
              .bootstrapServers();
    }
    Map<String, String> properties =
        settings.properties().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value()));
    return new KafkaConnection(servers, settings.instanceId(), properties);
  }

  private void tell(Topics topics, KafkaConnection kafka) {
    Notifier started =
        parts.add(
            "notifier",
            LocalState.start(
                "notifier",
                configuration.notifier().stateDir(),
                () -> new Notifier(configuration.notifier(), topics, kafka, clock, metrics),
                Notifier::start));
    checks.add(
        new Check(
            "notifier",
            started::running,
            () -> started.running() ? "running" : String.join("; ", started.troubles())));
    notifier = started;
  }

  private @Nullable OperatorApi operators(Wiring wiring, Sources sources) {
    Ledger own = ledger;
    return own == null || !configuration.operator().open()
        ? null
        : new Operators(wiring).open(own, jobs, guard, notifier, sources);
  }

  private Offer offer(Set<Role> roles, Map<String, Endpoint> inside) {
    boolean events = roles.contains(Role.INTAKE);
    return new Offer(events, ledger != null || events ? lookup(ledger) : null, inside);
  }

  private ObjectLookup lookup(@Nullable Ledger own) {
    return own == null
        ? new LedgerElsewhere(configuration.lookup().ledger())
        : new LedgerHere(own, configuration.lookup().scheme());
  }

  /** Where Kafka is found, the embedded one too. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The guards of deletions that this process has; empty without the processors' role. */
  Optional<Guard> guard() {
    return Optional.ofNullable(guard);
  }

  /** The port it listens on, and takes events on if that is its role. */
  public int intakePort() {
    Intake opened = intake;
    if (opened == null) {
      throw new IllegalStateException("this process does not listen");
    }
    return opened.port();
  }

  /** How the schedules stand that this process decides on; none without that role. Thread-safe. */
  public List<JobView> jobs() {
    Jobs started = jobs;
    return started == null ? List.of() : started.views();
  }

  /** The port on which it listens to operators. */
  public int operatorPort() {
    OperatorApi opened = operator;
    if (opened == null) {
      throw new IllegalStateException("this process does not listen to operators");
    }
    return opened.port();
  }

  /** What does not work yet or any more, in words; empty if all does. Thread-safe. */
  public List<String> troubles() {
    return Troubles.of(checks);
  }

  /** Ends all of it within seconds. What was taken is kept; what is under way is done again. */
  @Override
  public void close() {
    parts.close();
    metrics.close();
  }
}
