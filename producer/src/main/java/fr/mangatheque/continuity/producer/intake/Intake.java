package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.failure.FailureReporter;
import fr.mangatheque.continuity.producer.failure.UnknownEvents;
import fr.mangatheque.continuity.producer.form.EventForms;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.hint.HintPublisher;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import io.helidon.webserver.WebServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a process listens: {@code /health/live}, {@code /health/ready}, {@code /metrics}; and as it
 * is offered {@code POST /v1/events} and {@code GET /v1/objects/SOURCE/KEY}. Start it once and
 * close it once, from any thread; a request runs on a virtual thread of its own.
 */
public final class Intake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  /** How far past its limit a body is still read, so that its sender hears why it is refused. */
  private static final long OVERRUN = 16L * 1024 * 1024;

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
   * @param objects null where none is asked
   * @param behind what the server works with, to be closed after it
   */
  private record Running(
      WebServer server, @Nullable ObjectsEndpoint objects, List<Runnable> behind) {}

  /**
   * Listens. Does not wait for Kafka: until it is there, events are answered with 503.
   *
   * @throws IllegalStateException if it cannot listen there, or was started before
   */
  public synchronized void start() {
    if (running != null) {
      throw new IllegalStateException("the intake is started already");
    }
    Running now = open(address(settings.host()));
    now.server().start();
    if (!now.server().isRunning()) {
      close(now);
      throw new IllegalStateException(
          "the intake cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ": is something else listening there? The log says more; intake.port sets another"
              + " port");
    }
    running = now;
    if (!settings.loopback()) {
      log.atWarn()
          .addKeyValue("host", settings.host())
          .log(
              "The intake listens beyond this machine without TLS: put a proxy with TLS before it");
    }
    log.atInfo()
        .addKeyValue("host", settings.host())
        .addKeyValue("port", now.server().port())
        .log(offer.events() ? "The intake takes events" : "Health and metrics can be read");
  }

  private Running open(InetAddress address) {
    List<Runnable> behind = new ArrayList<>();
    KafkaCheck kafkaCheck = new KafkaCheck(topics.objectChanges().name(), kafka);
    behind.add(kafkaCheck::close);
    List<HealthCheck> all = new ArrayList<>(List.of(kafkaCheck));
    all.addAll(checks);
    Readiness readiness = new Readiness(all);
    behind.addFirst(readiness::close);
    BearerTokens tokens = new BearerTokens(settings.tokens());
    Map<String, Endpoint> endpoints = new HashMap<>();
    endpoints.put("/health/live", HealthEndpoint.live());
    endpoints.put("/health/ready", new HealthEndpoint(readiness::now));
    endpoints.put("/metrics", new MetricsEndpoint(registry));
    endpoints.put("/v1/events", offer.events() ? events(tokens, behind) : new NoEventsEndpoint());
    ObjectsEndpoint objects = null;
    if (offer.objects() != null) {
      objects = new ObjectsEndpoint(tokens, sources.names(), offer.objects());
      endpoints.put(ObjectsEndpoint.PREFIX, objects);
    }
    return new Running(server(address, new Site(endpoints, registry)), objects, behind);
  }

  private EventsEndpoint events(BearerTokens tokens, List<Runnable> behind) {
    HintPublisher publisher =
        new HintPublisher(topics.objectChanges(), kafka, settings.publishTimeout(), registry);
    FailureReporter reporter = new FailureReporter(topics.failures(), kafka, clock);
    behind.addAll(0, List.of(publisher::close, reporter::close));
    return new EventsEndpoint(
        tokens,
        new EventForms(sources, settings.maxEvents()),
        new BodyReader(settings.maxBodyBytes()),
        publisher,
        new UnknownEvents(reporter, clock));
  }

  private WebServer server(InetAddress address, Site site) {
    return WebServer.builder()
        // Our own process decides when to stop.
        .shutdownHook(false)
        .address(address)
        .port(settings.port())
        .maxPayloadSize(settings.maxBodyBytes() + OVERRUN)
        .shutdownGracePeriod(settings.publishTimeout().plus(Duration.ofSeconds(1)))
        .errorHandling(words -> words.includeEntity(true))
        .directHandlers(site.refusals())
        .routing(site.routing())
        .build();
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          "the intake cannot listen on " + host + ": no such host is known; see intake.host", e);
    }
  }

  /** The port it listens on. */
  public synchronized int port() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("the intake does not run");
    }
    return now.server().port();
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
      close(now);
      log.atInfo().log("The intake has stopped");
    }
  }

  private static void close(Running now) {
    if (now.objects() != null) {
      now.objects().close();
    }
    now.server().stop();
    now.behind().forEach(Runnable::run);
  }
}
