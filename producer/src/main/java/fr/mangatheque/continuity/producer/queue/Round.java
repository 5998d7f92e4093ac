package fr.mangatheque.continuity.producer.queue;

import fr.mangatheque.continuity.producer.form.ParsedEvents.PassedOver;
import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.producer.hint.PublishOutcome;
import fr.mangatheque.continuity.producer.queue.DeadLetterDesk.Dead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to the messages of one pull: judged, published together, and only then settled with
 * the queue. Of one thread.
 */
final class Round {
  private static final Logger log = LoggerFactory.getLogger(Round.class);

  /** How long Kafka has to confirm a batch. */
  static final Duration PUBLISHING = Duration.ofSeconds(10);

  /** What is left of a lease for telling the queue. */
  static final Duration SETTLING = Duration.ofSeconds(5);

  /** Messages that Kafka did not confirm come again after this. */
  static final Duration UNCONFIRMED = Duration.ofSeconds(30);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final String queue;
  private final Judge judge;
  private final Function<List<Hint>, PublishOutcome> kafka;
  private final DeadLetterDesk desk;
  private final Consumer<Collection<String>> unknownKinds;
  private final QueueTroubles troubles;
  private final QueueMetrics metrics;
  private final Pauses pauses;
  private boolean kafkaAway;

  Round(
      String queue,
      Judge judge,
      Function<List<Hint>, PublishOutcome> kafka,
      DeadLetterDesk desk,
      Consumer<Collection<String>> unknownKinds,
      QueueTroubles troubles,
      QueueMetrics metrics,
      Pauses pauses) {
    this.queue = queue;
    this.judge = judge;
    this.kafka = kafka;
    this.desk = desk;
    this.unknownKinds = unknownKinds;
    this.troubles = troubles;
    this.metrics = metrics;
    this.pauses = pauses;
  }

  private record Judged(QueueMessage message, Verdict verdict) {}

  /** Whether Kafka did not confirm what it was last given. */
  boolean kafkaAway() {
    return kafkaAway;
  }

  /** What to tell the queue of {@code messages}, once Kafka has all that depends on it. */
  Settlement handle(List<QueueMessage> messages, Lease lease) throws InterruptedException {
    List<Judged> judged =
        messages.stream().map(message -> new Judged(message, judge.of(message))).toList();
    List<Hint> hints = new ArrayList<>();
    List<String> strange = new ArrayList<>();
    List<Dead> dead = new ArrayList<>();
    for (Judged one : judged) {
      switch (one.verdict()) {
        case Verdict.Take(var its, var passedOver) -> {
          hints.addAll(its);
          passedOver.stream().filter(it -> !it.known()).map(PassedOver::kind).forEach(strange::add);
        }
        case Verdict.Again(var delay, var why) -> unreadable(one.message(), why, delay);
        case Verdict.Bury(var why) -> {
          troubles.unreadable(one.message(), why);
          dead.add(new Dead(queue, one.message(), why));
        }
      }
    }
    if (!strange.isEmpty()) {
      unknownKinds.accept(strange);
    }
    boolean published = hints.isEmpty() || publish(hints, lease);
    boolean buried = dead.isEmpty() || (published && bury(dead));
    return settlement(judged, published, buried);
  }

  private void unreadable(QueueMessage message, String why, Duration delay) {
    troubles.unreadable(message, why);
    log.atWarn()
        .addKeyValue("queue", queue)
        .addKeyValue("message", message.id())
        .addKeyValue("attempts", message.attempts())
        .addKeyValue("againIn", delay)
        .addKeyValue("why", why)
        .log("A message cannot be read: it comes again later");
  }

  /**
   * Keeps trying as long as the messages are ours: giving them back would cost each a delivery, and
   * the queue drops those that were delivered too often.
   */
  private boolean publish(List<Hint> hints, Lease lease) throws InterruptedException {
    Duration pause = Duration.ofSeconds(1);
    while (true) {
      PublishOutcome outcome = kafka.apply(hints);
      // Whatever is no acknowledgement acknowledges nothing.
      if (outcome instanceof PublishOutcome.Acknowledged) {
        confirmed();
        return true;
      }
      unconfirmed(outcome);
      if (Thread.interrupted()) {
        throw new InterruptedException("while publishing");
      }
      Duration spare = lease.left().minus(PUBLISHING).minus(SETTLING);
      if (spare.compareTo(pause) <= 0 || pauses.ending()) {
        return false;
      }
      pauses.await(shorter(wait(outcome, pause), spare));
      if (pauses.ending()) {
        return false;
      }
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  /** Kafka that works but is busy says when there may be room; otherwise nobody knows. */
  private static Duration wait(PublishOutcome outcome, Duration pause) {
    return switch (outcome) {
      case PublishOutcome.Busy(Duration retryAfter) -> retryAfter;
      case PublishOutcome.Unconfirmed _, PublishOutcome.Acknowledged _ -> pause;
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void confirmed() {
    if (kafkaAway) {
      log.atInfo().addKeyValue("queue", queue).log("Kafka confirms events again");
    }
    kafkaAway = false;
  }

  private void unconfirmed(PublishOutcome outcome) {
    // Told once an outage; how many messages it holds up is counted.
    if (!kafkaAway) {
      log.atWarn()
          .addKeyValue("queue", queue)
          .addKeyValue("outcome", outcome)
          .log("Kafka does not confirm events: until it does, messages stay in their queue");
    }
    kafkaAway = true;
  }

  private boolean bury(List<Dead> dead) throws InterruptedException {
    boolean kept = desk.keep(dead);
    if (kept) {
      confirmed();
      for (Dead one : dead) {
        log.atError()
            .addKeyValue("queue", queue)
            .addKeyValue("message", one.message().id())
            .addKeyValue("attempts", one.message().attempts())
            .addKeyValue("why", one.why())
            .log("A message that cannot be read is kept as a dead letter");
      }
    } else {
      kafkaAway = true;
    }
    return kept;
  }

  private Settlement settlement(List<Judged> judged, boolean published, boolean buried) {
    Duration back = pauses.ending() ? Duration.ZERO : UNCONFIRMED;
    List<String> acks = new ArrayList<>();
    List<Settlement.Retry> retries = new ArrayList<>();
    for (Judged one : judged) {
      String lease = one.message().leaseId();
      switch (one.verdict()) {
        case Verdict.Take(var hints, _) -> {
          boolean done = hints.isEmpty() || published;
          metrics.messages(hints.isEmpty() ? "passed_over" : done ? "published" : "unconfirmed", 1);
          if (done) {
            acks.add(lease);
          } else {
            retries.add(new Settlement.Retry(lease, back));
          }
        }
        case Verdict.Again(var delay, _) -> {
          metrics.messages("unreadable", 1);
          retries.add(new Settlement.Retry(lease, delay));
        }
        case Verdict.Bury _ -> {
          metrics.messages(buried ? "dead_letter" : "unconfirmed", 1);
          if (buried) {
            acks.add(lease);
          } else {
            retries.add(new Settlement.Retry(lease, back));
          }
        }
      }
    }
    return new Settlement(acks, retries);
  }
}
