package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.access.FailedAttempts;
import fr.mangatheque.continuity.producer.access.Senders;
import fr.mangatheque.continuity.producer.failure.FailureReporter;
import fr.mangatheque.continuity.producer.failure.UnknownEvents;
import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.hint.HintPublisher;
import fr.mangatheque.continuity.producer.http.DescriptionEndpoint;
import fr.mangatheque.continuity.producer.http.Endpoint;
import fr.mangatheque.continuity.producer.http.Gate;
import fr.mangatheque.continuity.producer.http.HttpListener;
import fr.mangatheque.continuity.producer.http.HttpSettings;
import fr.mangatheque.continuity.producer.http.Site;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a process listens: {@code /health/live}, {@code /health/ready}, {@code /metrics}, {@code
 * /v1/openapi.json}; and as it is offered {@code POST /v1/events} and {@code GET
 * /v1/objects/SOURCE/KEY}. Start it once and close it once, from any thread; a request runs on a
 * virtual thread of its own.
 */
public final class Intake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final IntakeSettings settings;
  private final KnownSources sources;
  private final Topics topics;
  private final KafkaConnection kafka;
  private final PrometheusMeterRegistry registry;
  private final List<HealthCheck> checks;
  private final InstantSource clock;
  private final Offer offer;
  private @Nullable Running running;

  /** One that takes events, and does not say how objects stand. */
  public Intake(
      IntakeSettings settings,
      KnownSources sources,
      Topics topics,
      KafkaConnection kafka,
      PrometheusMeterRegistry registry,
      List<HealthCheck> checks,
      InstantSource clock) {
    this(settings, sources, topics, kafka, registry, checks, clock, new Offer(true, null));
  }

  /**
   * Opens nothing yet.
   *
   * @param sources that events may be about
   * @param registry what {@code /metrics} shows, and where the intake counts
   * @param checks what must be up for {@code /health/ready}, beside Kafka
   */
  public Intake(
      IntakeSettings settings,
      KnownSources sources,
      Topics topics,
      KafkaConnection kafka,
      PrometheusMeterRegistry registry,
      List<HealthCheck> checks,
      InstantSource clock,
      Offer offer) {
    this.settings = settings;
    this.sources = sources;
    this.topics = topics;
    this.kafka = kafka;
    this.registry = registry;
    this.checks = List.copyOf(checks);
    this.clock = clock;
    this.offer = offer;
  }

  /**
   * @param parts what the listener works with; the last began last
   */
  private record Running(HttpListener listener, Site site, List<AutoCloseable> parts) {}

  /**
   * Listens. Does not wait for Kafka: until it is there, events are answered with 503.
   *
   * @throws IllegalStateException if it cannot listen there, was started before, or a secret or a
   *     certificate cannot be read
   */
  public synchronized void start() {
    if (running != null) {
      throw new IllegalStateException("the intake is started already");
    }
    Running now = open();
    running = now;
    if (!settings.loopback() && settings.tls() == null && settings.proxyHeader() == null) {
      log.atWarn()
          .addKeyValue("host", settings.host())
          .log(
              "The intake listens beyond this machine without TLS, and tokens can be overheard:"
                  + " give it intake.tls, or put a proxy with TLS before it and name its header in"
                  + " intake.proxy-header");
    }
    log.atInfo()
        .addKeyValue("host", settings.host())
        .addKeyValue("port", now.listener().port())
        .addKeyValue("tls", settings.tls() != null)
        .log(offer.events() ? "The intake takes events" : "Health and metrics can be read");
  }

  private Running open() {
    List<AutoCloseable> parts = new ArrayList<>();
    try {
      Site site = site(senders(parts), parts);
      HttpSettings http =
          new HttpSettings(
              settings.host(),
              settings.port(),
              settings.connections(),
              settings.tls(),
              settings.maxBodyBytes(),
              settings.publishTimeout().plus(Duration.ofSeconds(1)));
      return new Running(
          add(parts, HttpListener.open(http, site, Refusals.WORDS, registry)), site, parts);
    } catch (RuntimeException e) {
      close(parts);
      throw e;
    }
  }

  private Senders senders(List<AutoCloseable> parts) {
    try {
      return add(parts, new Senders(settings.credentials(), clock));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the intake cannot start: " + e.getMessage(), e);
    }
  }

  private static <T extends AutoCloseable> T add(List<AutoCloseable> parts, T part) {
    parts.add(part);
    return part;
  }

  private Site site(Senders senders, List<AutoCloseable> parts) {
    Gate gate =
        new Gate(
            senders, new FailedAttempts(Refusals.WORDS.name(), clock, registry), Refusals.WORDS);
    Map<String, Endpoint> endpoints = new HashMap<>();
    endpoints.put("/v1/events", offer.events() ? events(gate, parts) : new NoEventsEndpoint());
    endpoints.put("/v1/openapi.json", new DescriptionEndpoint(Intake.class));
    endpoints.put("/health/live", HealthEndpoint.live());
    endpoints.put("/health/ready", new HealthEndpoint(readiness(parts)::now));
    endpoints.put("/metrics", new MetricsEndpoint(registry));
    ObjectLookup objects = offer.objects();
    if (objects != null) {
      endpoints.put(
          ObjectsEndpoint.PREFIX, add(parts, new ObjectsEndpoint(gate, sources.names(), objects)));
    }
    endpoints.putAll(offer.more());
    return new Site(endpoints, Refusals.WORDS, settings.proxyHeader(), registry, clock);
  }

  private Readiness readiness(List<AutoCloseable> parts) {
    KafkaCheck kafkaCheck = add(parts, new KafkaCheck(topics.objectChanges().name(), kafka));
    List<HealthCheck> all = new ArrayList<>(List.of(kafkaCheck));
    all.addAll(checks);
    return add(parts, new Readiness(all));
  }

  private EventsEndpoint events(Gate gate, List<AutoCloseable> parts) {
    HintPublisher publisher =
        add(
            parts,
            new HintPublisher(topics.objectChanges(), kafka, settings.publishTimeout(), registry));
    FailureReporter reporter = add(parts, new FailureReporter(topics.failures(), kafka, clock));
    EventsTaker taker =
        new EventsTaker(
            publisher,
            new UnknownEvents(reporter, clock),
            new EventMetrics(registry),
            new KafkaTidings(clock),
            new Subscriptions(clock),
            Math.max(1, settings.connections().connections() * 3 / 4));
    return new EventsEndpoint(
        gate,
        new EventForms(sources, settings.maxEvents()),
        new BodyReader(settings.maxBodyBytes()),
        taker);
  }

  /** The port it listens on. */
  public int port() {
    return now().listener().port();
  }

  /** Where something is to be had. */
  Set<String> paths() {
    return now().site().paths();
  }

  private synchronized Running now() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("the intake does not run");
    }
    return now;
  }

  /**
   * Takes no more requests, finishes those under way, waits for what was sent to Kafka; each at
   * most as long as the time-out of publishing and a second. Closing again does nothing.
   */
  @Override
  public synchronized void close() {
    Running now = running;
    running = null;
    if (now != null) {
      close(now.parts());
      log.atInfo().log("The intake has stopped");
    }
  }

  private static void close(List<AutoCloseable> parts) {
    for (AutoCloseable part : parts.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("A part of the intake did not end as it should");
      }
    }
  }
}
