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

  /** Batches in a row of which the queue did not hear what became of them. Of the thread alone. */
  private int unsettled;

  /** Whether it was said that the queue fails. Of the thread alone. */
  private boolean faltering;

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
            failing(CauseClass.THROTTLED, false, words, pace.failures());
          }
          yield pace.slowDown(retryAfter, random);
        }
        case Reply.Failed<Pulled>(CauseClass cause, boolean permanent, String words) -> {
          metrics.pull(permanent ? "refused" : "failed");
          failing(cause, permanent, words, pace.failures() + 1);
          yield pace.failed(permanent, random);
        }
      };
    } catch (RuntimeException | Error e) {
      // the thread is the poller: whatever is wrong, it is told and begun again
      log.atError().addKeyValue("queue", settings.name()).setCause(e).log("Pulling a queue failed");
      metrics.pull("failed");
      faltering = true;
      troubles.failing(CauseClass.INTERNAL, false, e.toString());
      return pace.failed(false, random);
    }
  }

  private Step handle(Pulled pulled, int batch, Lease lease, Pace pace)
      throws InterruptedException {
    metrics.pulled(pulled);
    answers(pulled);
    if (pulled.unusable() > 0) {
      metrics.messages("unusable", pulled.unusable());
      troubles.unusable(pulled);
    }
    if (pulled.messages().isEmpty()) {
      if (unsettled == 0) {
        works();
      }
      return pace.done(false, settings.pollInterval());
    }
    unsettled++;
    Settlement settlement = round.handle(pulled.messages(), lease);
    int failures = Math.max(unsettled, pace.failures() + 1);
    return switch (settling.tell(settlement, lease)) {
      case Reply.Done<QueueApi.Settled> _ -> {
        unsettled = 0;
        answers(pulled);
        works();
        yield round.kafkaAway()
            ? pace.failed(false, random)
            : pace.done(more(pulled, batch), settings.pollInterval());
      }
      case Reply.SlowDown<QueueApi.Settled>(var retryAfter, String words) -> {
        if (failures >= WORTH_TELLING) {
          failing(CauseClass.THROTTLED, false, words, failures);
        }
        yield pace.slowDown(retryAfter, random);
      }
      case Reply.Failed<QueueApi.Settled>(CauseClass cause, boolean permanent, String words) -> {
        failing(cause, permanent, words, failures);
        yield pace.failed(permanent, random);
      }
    };
  }

  private static boolean more(Pulled pulled, int batch) {
    Long backlog = pulled.backlog();
    return pulled.size() >= batch || (backlog != null && backlog > pulled.size());
  }

  /** Messages come; whether the queue also hears what became of them is another matter. */
  private void answers(Pulled pulled) {
    if (unsettled == 0) {
      Long backlog = pulled.backlog();
      health =
          new QueueHealth(
              true, backlog == null ? "it answers" : "it answers; " + backlog + " messages wait");
    }
  }

  /** It is over only when all of a round went well: a pull alone tells nothing of the rest. */
  private void works() {
    if (faltering) {
      faltering = false;
      log.atInfo().addKeyValue("queue", settings.name()).log("The queue answers again");
    }
    troubles.well();
  }

  /**
   * @param times in a row that something failed
   */
  private void failing(CauseClass cause, boolean permanent, String words, int times) {
    health = new QueueHealth(true, words);
    if (permanent || times >= WORTH_TELLING) {
      troubles.failing(cause, permanent, words);
    }
    if (!faltering) {
      faltering = true;
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
