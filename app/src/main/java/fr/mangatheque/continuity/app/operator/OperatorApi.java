package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.config.OperatorSettings;
import fr.mangatheque.continuity.producer.access.FailedAttempts;
import fr.mangatheque.continuity.producer.access.Senders;
import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.http.Endpoint;
import fr.mangatheque.continuity.producer.http.Gate;
import fr.mangatheque.continuity.producer.http.HttpListener;
import fr.mangatheque.continuity.producer.http.HttpSettings;
import fr.mangatheque.continuity.producer.http.Site;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operators' API of a process: {@link #inside} for the other processes, under the listener that
 * they reach, and a listener of its own for people. Thread-safe.
 */
public final class OperatorApi implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OperatorApi.class);
  private static final OperatorWords WORDS = new OperatorWords();
  private static final ConnectionLimits LIMITS =
      new ConnectionLimits(100, Duration.ofSeconds(30), Duration.ofSeconds(60), 1024 * 1024);
  private static final int LARGEST_BODY = 64 * 1024;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final OperatorSettings settings;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Senders operators;
  private final Gate gate;
  private final Fleet fleet = new Fleet();
  private final OperatorSite site;
  private @Nullable HttpListener listener;

  /**
   * Reads the tokens; listens to nobody yet.
   *
   * @param sources all there are
   * @param buckets of each source, by its name
   * @throws IllegalStateException if there are no tokens, or one cannot be read
   */
  public OperatorApi(
      OperatorSettings settings,
      SortedSet<String> sources,
      Holdings holdings,
      Orders orders,
      Runs runs,
      Map<String, Buckets> buckets,
      MeterRegistry registry,
      InstantSource clock) {
    if (!settings.open()) {
      throw new IllegalStateException("without operator.tokens nobody could be let in");
    }
    this.settings = settings;
    this.registry = registry;
    this.clock = clock;
    try {
      this.operators = new Senders(settings.tokens(), clock);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          WORDS.title() + " cannot start: " + e.getMessage() + "; see operator.tokens", e);
    }
    this.gate = new Gate(operators, new FailedAttempts(WORDS.name(), clock, registry), WORDS);
    this.site =
        new OperatorSite(
            gate, sources, holdings, new Sight(holdings, fleet), orders, runs, buckets, clock);
  }

  /** What the other processes may ask this one, by its path: it only reads, and asks no further. */
  public Map<String, Endpoint> inside() {
    return site.inside();
  }

  /**
   * Listens to people.
   *
   * @throws IllegalStateException if it cannot listen there, or a certificate cannot be read
   */
  public synchronized void start() {
    HttpListener opened =
        HttpListener.open(
            new HttpSettings(
                settings.host(), settings.port(), LIMITS, settings.tls(), LARGEST_BODY, GRACE),
            new Site(site.endpoints(), WORDS, null, registry, clock),
            WORDS,
            registry);
    listener = opened;
    if (!settings.loopback() && settings.tls() == null) {
      log.atWarn()
          .addKeyValue("host", settings.host())
          .log(
              "Operators are listened to beyond this machine without TLS, and their tokens can be"
                  + " overheard: give it operator.tls");
    }
    log.atInfo()
        .addKeyValue("host", settings.host())
        .addKeyValue("port", opened.port())
        .addKeyValue("tls", settings.tls() != null)
        .log("Operators can ask and order");
  }

  /** The port on which people are listened to. */
  public synchronized int port() {
    HttpListener opened = listener;
    if (opened == null) {
      throw new IllegalStateException("the operators' API does not listen");
    }
    return opened.port();
  }

  @Override
  public synchronized void close() {
    fleet.close();
    HttpListener opened = listener;
    listener = null;
    if (opened != null) {
      opened.close();
    }
    operators.close();
  }
}
