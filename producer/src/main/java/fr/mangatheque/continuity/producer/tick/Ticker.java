package fr.mangatheque.continuity.producer.tick;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when schedules come due: at its start the latest due time of each, so that one that was
 * missed is made up, and from then on each as it comes. It keeps no memory and several may run:
 * whoever acts on ticks does so once a due time. While Kafka is away it keeps the latest of each
 * and goes on trying. Start it once and close it once, from any thread.
 */
public final class Ticker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ticker.class);

  /** How soon a clock that was set is noticed. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final DueTimes times;
  private final TickSender sender;
  private final InstantSource clock;
  private final Duration firstPause;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("ticker").unstarted(this::work);
  private volatile TickerHealth health = TickerHealth.NOT_STARTED;

  /**
   * Does not wait for Kafka to be there.
   *
   * @throws org.apache.kafka.common.KafkaException if the connection's properties are wrong
   */
  public Ticker(
      List<Schedule> schedules, Topics topics, KafkaConnection kafka, InstantSource clock) {
    this(schedules, new KafkaTicks(topics.ticks(), kafka), clock, FIRST_PAUSE);
  }

  Ticker(List<Schedule> schedules, TickSender sender, InstantSource clock, Duration firstPause) {
    this.times = new DueTimes(schedules);
    this.sender = sender;
    this.clock = clock;
    this.firstPause = firstPause;
  }

  public void start() {
    thread.start();
  }

  /** How it is now. */
  public TickerHealth health() {
    return health;
  }

  private void work() {
    Duration pause = firstPause;
    while (stop.getCount() > 0) {
      Duration wait;
      try {
        if (told()) {
          pause = firstPause;
          wait = times.quiet(clock.instant(), LOOK);
        } else {
          wait = pause;
          pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
      } catch (InterruptedException e) {
        break;
      } catch (RuntimeException e) {
        // the thread is the ticker: whatever is wrong, it is told and begun again
        health = new TickerHealth(false, "broken off, to be begun again: " + e);
        log.atError().setCause(e).log("Ticking broke off by a fault of ours; it begins again");
        wait = LONGEST_PAUSE;
      }
      waitFor(wait);
    }
    health = TickerHealth.STOPPED;
  }

  /** Whether all that has come due is told. */
  private boolean told() throws InterruptedException {
    Instant now = clock.instant();
    List<Due> untold = times.untold(now);
    if (!untold.isEmpty()) {
      List<Due> kept = sender.send(untold, now);
      kept.forEach(times::told);
      kept.forEach(Ticker::log);
      if (kept.size() < untold.size()) {
        health = TickerHealth.untold(untold.size() - kept.size());
        return false;
      }
    }
    health = TickerHealth.RUNNING;
    return true;
  }

  private static void log(Due due) {
    log.atDebug()
        .addKeyValue("schedule", due.schedule().name())
        .addKeyValue("due", due.at())
        .log("Tick");
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** At least a millisecond: a due time between two of them is waited for, not spun for. */
  private void waitFor(Duration wait) {
    try {
      if (stop.await(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)) {
        log.atDebug().log("Stopped while waiting for what comes due");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Ends within seconds. A due time that is not told is told at the next start. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (!thread.join(CLOSING)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
  }
}
