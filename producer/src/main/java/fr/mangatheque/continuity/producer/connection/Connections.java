package fr.mangatheque.continuity.producer.connection;

import fr.mangatheque.continuity.producer.access.Rounds;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All connections of a server, within their limits: those that keep us waiting too long are closed,
 * and when there are too many, the one that has kept us waiting longest. So senders that are slow
 * or say nothing take no place from others. Thread-safe.
 */
public final class Connections implements AutoCloseable {
  /** How many more than its limit a server accepts, for the time it takes to close others. */
  public static final int SPARE = 100;

  /** Which part of the room for bodies there is, beside it, for those of strangers; or one body. */
  private static final int STRANGERS_PART = 8;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final ConnectionLimits limits;
  private final BodyRoom room;
  private final BodyRoom strangers;
  private final Set<Connection> all = ConcurrentHashMap.newKeySet();
  private final Counter slow;
  private final Counter crowded;
  private final Rounds rounds;

  /**
   * @param site whose they are, as metrics name it
   * @param largestBody bytes of the largest body that is taken: also a stranger's has room
   */
  public Connections(
      String site, ConnectionLimits limits, int largestBody, MeterRegistry registry) {
    this.limits = limits;
    this.room = new BodyRoom(limits.bodyBytes());
    this.strangers = new BodyRoom(Math.max(largestBody, limits.bodyBytes() / STRANGERS_PART));
    this.slow = ended(site, "slow", registry);
    this.crowded = ended(site, "crowded", registry);
    Gauge.builder("continuity." + site + ".connections", all, Set::size)
        .description("Connections that are open")
        .register(registry);
    Gauge.builder("continuity." + site + ".bodies", () -> room.taken() + strangers.taken())
        .description("Memory taken by the bodies of requests")
        .baseUnit("bytes")
        .register(registry);
    this.rounds = new Rounds(site + "-connections", LOOK_AGAIN, this::endThoseOver);
  }

  private static Counter ended(String site, String why, MeterRegistry registry) {
    return Counter.builder("continuity." + site + ".connections.ended")
        .description("Connections that were closed because they kept us waiting")
        .tag("reason", why)
        .register(registry);
  }

  /** What serves connections as {@code http} does, within the limits. */
  public ServerConnectionSelector within(ServerConnectionSelector http) {
    return new WatchedSelector(http, this);
  }

  Connection open(Thread thread) {
    return new Connection(thread, limits, room, strangers, System::nanoTime);
  }

  void add(Connection connection) {
    all.add(connection);
    if (all.size() > limits.connections()) {
      endTheLongestWaiting();
    }
  }

  void remove(Connection connection) {
    connection.drop();
    all.remove(connection);
  }

  private void endThoseOver() {
    all.stream().filter(Connection::endIfOver).forEach(_ -> slow.increment());
  }

  private void endTheLongestWaiting() {
    Connection longest = null;
    Connection.Stand since = null;
    for (Connection connection : all) {
      Connection.@Nullable Stand at = connection.waiting();
      if (at != null && (since == null || at.since() - since.since() < 0)) {
        longest = connection;
        since = at;
      }
    }
    if (longest != null && since != null && longest.end(since)) {
      crowded.increment();
    }
  }

  /** Watches no more; connections end with their server. */
  @Override
  public void close() {
    rounds.close();
  }
}
