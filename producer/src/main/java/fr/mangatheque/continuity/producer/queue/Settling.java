package fr.mangatheque.continuity.producer.queue;

import fr.mangatheque.continuity.producer.queue.QueueApi.Settled;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the queue what became of a batch, again and again while the messages are ours. What it
 * could not tell comes again, which does no harm. Of one thread.
 */
final class Settling {
  private static final Logger log = LoggerFactory.getLogger(Settling.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String queue;
  private final QueueApi api;
  private final QueueMetrics metrics;
  private final Pauses pauses;

  Settling(String queue, QueueApi api, QueueMetrics metrics, Pauses pauses) {
    this.queue = queue;
    this.api = api;
    this.metrics = metrics;
    this.pauses = pauses;
  }

  /** How the last request went. */
  Reply<Settled> tell(Settlement settlement, Lease lease) throws InterruptedException {
    Duration pause = Duration.ofSeconds(1);
    while (true) {
      Reply<Settled> reply = api.settle(settlement);
      Duration wait;
      switch (reply) {
        case Reply.Done<Settled>(Settled settled) -> {
          warn(settled);
          return reply;
        }
        case Reply.SlowDown<Settled>(var retryAfter, _) ->
            wait = retryAfter == null || retryAfter.compareTo(pause) < 0 ? pause : retryAfter;
        case Reply.Failed<Settled>(_, boolean permanent, _) -> {
          if (permanent) {
            return lapsed(settlement, reply);
          }
          wait = pause;
        }
      }
      if (!lease.lasts(wait) || pauses.ending()) {
        return lapsed(settlement, reply);
      }
      pauses.await(wait);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private void warn(Settled settled) {
    if (!settled.warnings().isEmpty()) {
      log.atWarn()
          .addKeyValue("queue", queue)
          .addKeyValue("warnings", settled.warnings())
          .log("The queue warns of an acknowledgement: messages may come again, without harm");
    }
  }

  private Reply<Settled> lapsed(Settlement settlement, Reply<Settled> reply) {
    metrics.messages("lapsed", settlement.acks().size());
    log.atWarn()
        .addKeyValue("queue", queue)
        .addKeyValue("messages", settlement.acks().size())
        .addKeyValue("reply", reply)
        .log("The queue was not told what is done: messages come again, without harm");
    return reply;
  }
}
