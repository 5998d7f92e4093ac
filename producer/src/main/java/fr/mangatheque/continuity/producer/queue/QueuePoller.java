package fr.mangatheque.continuity.producer.queue;

import fr.mangatheque.continuity.producer.queue.Pace.Step;
import fr.mangatheque.continuity.schemas.CauseClass;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls one queue, batch after batch, until it is closed: one thread, which never gives up. Several
 * pollers, here or elsewhere, share a queue; its leases keep them apart.
 */
final class QueuePoller implements AutoCloseable, Pauses {
  private static final Logger log = LoggerFactory.getLogger(QueuePoller.class);

  /** A batch at hand has this long to be finished, then it is dropped and comes again. */
  private static final Duration FINISHING = Duration.ofSeconds(3);

  private static final Duration DROPPING = Duration.ofSeconds(2);

  /** How soon a token that was replaced is tried. */
  private static final Duration TOKEN_LOOK = Duration.ofSeconds(1);

  /** A single refusal or broken connection is not worth a word. */
  private static final int WORTH_TELLING = 2;

  private final QueueSettings settings;
  private final QueueApi api;
  private final Round round;
  private final Settling settling;
  private final QueueTroubles troubles;
  private final QueueMetrics metrics;
  private final CountDownLatch end = new CountDownLatch(1);
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Thread thread;
  private volatile QueueHealth health = QueueHealth.NOT_STARTED;

  /**
   * @param round makes what handles a batch, given how to wait
   */
  QueuePoller(
      QueueSettings settings,
      QueueApi api,
      Function<Pauses, Round> round,
      QueueTroubles troubles,
      QueueMetrics metrics) {
    this.settings = settings;
    this.api = api;
    this.round = round.apply(this);
    this.settling = new Settling(settings.name(), api, metrics, this);
    this.troubles = troubles;
    this.metrics = metrics;
    this.thread = Thread.ofVirtual().name("queue-" + settings.name()).unstarted(this::work);
  }

  void start() {
    health = new QueueHealth(true, "starting");
    thread.start();
    log.atInfo().addKeyValue("queue", settings.name()).log("A queue is pulled");
  }

  String name() {
    return settings.name();
  }

  QueueHealth health() {
    return health;
  }

  @Override
  public boolean ending() {
    return end.getCount() == 0;
  }

  @Override
  public void await(Duration pause) throws InterruptedException {
    var _ = end.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void work() {
    Pace pace = Pace.FRESH;
    try {
      while (!ending()) {
        String token = settings.token().value();
        Step step = pull(pace);
        pace = step.next();
        pause(step.pause(), token);
      }
    } catch (InterruptedException e) {
      log.atInfo()
          .addKeyValue("queue", settings.name())
          .log("A batch was dropped at the end: its messages come again");
    } finally {
      health = QueueHealth.ENDED;
    }
  }

  /** A token that was replaced ends a wait: it may be what was waited for. */
  private void pause(Duration wait, String token) throws InterruptedException {
    long until = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0 && !ending(); left = until - System.nanoTime()) {
      await(Duration.ofNanos(Math.min(left, TOKEN_LOOK.toNanos())));
      if (!settings.token().value().equals(token)) {
        return;
      }
    }
  }

  private Step pull(Pace pace) throws InterruptedException {
    try {
      long before = System.nanoTime();
      // While Kafka is away a single message asks whether it is back: each delivery is counted.
      int batch = round.kafkaAway() ? 1 : settings.batchSize();
      return switch (api.pull(batch, settings.visibilityTimeout())) {
        case Reply.Done<Pulled>(Pulled pulled) ->
            handle(
                pulled,
                batch,
                Lease.from(before, settings.visibilityTimeout(), System::nanoTime),
                pace);
        case Reply.SlowDown<Pulled>(var retryAfter, String words) -> {
          metrics.pull("slow_down");
          if (pace.failures() >= WORTH_TELLING) {
            failing(CauseClass.THROTTLED, false, words, pace);
          }
          yield pace.slowDown(retryAfter, random);
        }
        case Reply.Failed<Pulled>(CauseClass cause, boolean permanent, String words) -> {
          metrics.pull(permanent ? "refused" : "failed");
          failing(cause, permanent, words, pace);
          yield pace.failed(permanent, random);
        }
      };
    } catch (RuntimeException | Error e) {
      // the thread is the poller: whatever is wrong, it is told and begun again
      log.atError().addKeyValue("queue", settings.name()).setCause(e).log("Pulling a queue failed");
      metrics.pull("failed");
      troubles.failing(CauseClass.INTERNAL, false, e.toString());
      return pace.failed(false, random);
    }
  }

  private Step handle(Pulled pulled, int batch, Lease lease, Pace pace)
      throws InterruptedException {
    metrics.pulled(pulled);
    works(pulled, pace);
    if (pulled.unusable() > 0) {
      metrics.messages("unusable", pulled.unusable());
      troubles.unusable(pulled);
    }
    if (pulled.messages().isEmpty()) {
      return pace.done(false, settings.pollInterval());
    }
    Settlement settlement = round.handle(pulled.messages(), lease);
    Reply<QueueApi.Settled> told = settling.tell(settlement, lease);
    return switch (told) {
      case Reply.Done<QueueApi.Settled> _ ->
          round.kafkaAway()
              ? pace.failed(false, random)
              : pace.done(more(pulled, batch), settings.pollInterval());
      case Reply.SlowDown<QueueApi.Settled>(var retryAfter, _) -> pace.slowDown(retryAfter, random);
      case Reply.Failed<QueueApi.Settled>(CauseClass cause, boolean permanent, String words) -> {
        failing(cause, permanent, words, pace);
        yield pace.failed(permanent, random);
      }
    };
  }

  private static boolean more(Pulled pulled, int batch) {
    Long backlog = pulled.backlog();
    return pulled.size() >= batch || (backlog != null && backlog > pulled.size());
  }

  private void works(Pulled pulled, Pace pace) {
    if (pace.failures() > 0 && !round.kafkaAway()) {
      log.atInfo().addKeyValue("queue", settings.name()).log("The queue answers again");
    }
    troubles.well();
    Long backlog = pulled.backlog();
    health =
        new QueueHealth(
            true, backlog == null ? "it answers" : "it answers; " + backlog + " messages wait");
  }

  private void failing(CauseClass cause, boolean permanent, String words, Pace pace) {
    health = new QueueHealth(true, words);
    if (permanent || pace.failures() + 1 >= WORTH_TELLING) {
      troubles.failing(cause, permanent, words);
    }
    if (pace.failures() == 0) {
      log.atWarn()
          .addKeyValue("queue", settings.name())
          .addKeyValue("cause", cause)
          .addKeyValue("words", words)
          .log("The queue does not answer as it should: it is asked again, more and more slowly");
    }
  }

  /** Pulls no more, finishes the batch at hand if it takes seconds only, and ends. */
  @Override
  public void close() {
    end.countDown();
    try {
      if (!thread.join(FINISHING)) {
        thread.interrupt();
        if (!thread.join(DROPPING)) {
          log.atWarn().addKeyValue("queue", settings.name()).log("Pulling a queue did not end");
        }
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
