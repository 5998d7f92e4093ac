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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP intake: {@code POST /v1/events}, {@code /health/live}, {@code /health/ready}, {@code
 * /metrics}. Start it once and close it once, from any thread; a request runs on a virtual thread
 * of its own.
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
  private @Nullable Running running;

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
      InstantSource clock) {
    this.settings = settings;
    this.sources = sources;
    this.topics = topics;
    this.kafka = kafka;
    this.registry = registry;
    this.checks = List.copyOf(checks);
    this.clock = clock;
  }

  private record Running(
      WebServer server,
      HintPublisher publisher,
      FailureReporter reporter,
      KafkaCheck kafkaCheck,
      Readiness readiness) {}

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
        .log("The intake takes events");
  }

  private Running open(InetAddress address) {
    HintPublisher publisher =
        new HintPublisher(topics.objectChanges(), kafka, settings.publishTimeout(), registry);
    FailureReporter reporter = new FailureReporter(topics.failures(), kafka, clock);
    KafkaCheck kafkaCheck = new KafkaCheck(topics.objectChanges().name(), kafka);
    List<HealthCheck> all = new ArrayList<>(List.of(kafkaCheck));
    all.addAll(checks);
    Readiness readiness = new Readiness(all);
    WebServer server = server(address, publisher, new UnknownEvents(reporter, clock), readiness);
    return new Running(server, publisher, reporter, kafkaCheck, readiness);
  }

  private WebServer server(
      InetAddress address, HintPublisher publisher, UnknownEvents unknown, Readiness readiness) {
    EventForms forms = new EventForms(sources, settings.maxEvents());
    BodyReader bodies = new BodyReader(settings.maxBodyBytes());
    BearerTokens tokens = new BearerTokens(settings.tokens());
    Site site =
        new Site(
            Map.of(
                "/v1/events", new EventsEndpoint(tokens, forms, bodies, publisher, unknown),
                "/health/live", HealthEndpoint.live(),
                "/health/ready", new HealthEndpoint(readiness::now),
                "/metrics", new MetricsEndpoint(registry)),
            registry);
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
      now.server().stop();
      close(now);
      log.atInfo().log("The intake has stopped");
    }
  }

  private static void close(Running now) {
    now.publisher().close();
    now.reporter().close();
    now.readiness().close();
    now.kafkaCheck().close();
  }
}
