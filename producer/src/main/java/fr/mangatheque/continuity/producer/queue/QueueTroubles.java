package fr.mangatheque.continuity.producer.queue;

import fr.mangatheque.continuity.producer.failure.Trouble;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * What fails about a queue, told at once and again while it lasts, so that it is over by itself if
 * this process ends in between. Of one thread.
 */
final class QueueTroubles {
  /** Longer than the longest wait between two pulls that fail. */
  static final Duration OVER_AFTER = Duration.ofMinutes(30);

  /** Longer than a message that cannot be read stays away. */
  static final Duration READ_AFTER = Judge.LONGEST_DELAY.multipliedBy(2);

  private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

  private final String queue;
  private final Alarm alarm;
  private final InstantSource clock;
  private final Map<CauseClass, Instant> told = new EnumMap<>(CauseClass.class);
  private Instant unreadableTold = Instant.MIN;

  QueueTroubles(String queue, Alarm alarm, InstantSource clock) {
    this.queue = queue;
    this.alarm = alarm;
    this.clock = clock;
  }

  /**
   * The queue cannot be worked with. What fails for another reason now no longer fails for this.
   */
  void failing(CauseClass cause, boolean permanent, String words) {
    Instant now = clock.instant();
    for (CauseClass other : told.keySet().toArray(CauseClass[]::new)) {
      if (other != cause) {
        told.remove(other);
        alarm.clear(trouble(other));
      }
    }
    Instant before = told.get(cause);
    if (before == null || !now.isBefore(before.plus(AGAIN_AFTER))) {
      told.put(cause, now);
      alarm.raise(
          trouble(cause), permanent, "The queue '%s': %s".formatted(queue, words), OVER_AFTER);
    }
  }

  /** The queue answers as it should: what was pulled is settled with it, too. */
  void well() {
    told.keySet().forEach(cause -> alarm.clear(trouble(cause)));
    told.clear();
  }

  /** A message cannot be read. */
  void unreadable(QueueMessage message, String why) {
    unreadable(
        "A message of the queue '%s' (id %s, delivery %d) cannot be read: %s"
            .formatted(queue, message.id(), message.attempts(), why));
  }

  /** Messages lack what it takes to handle them. */
  void unusable(Pulled pulled) {
    unreadable(
        "%d of %d messages of a pull of the queue '%s' have no lease or no body: nothing can be done"
                .formatted(pulled.unusable(), pulled.size(), queue)
            + " with them, and they come again until the queue drops them");
  }

  /** It ends by itself: nobody can tell that all of them were read. */
  private void unreadable(String words) {
    Instant now = clock.instant();
    if (unreadableTold.isBefore(now.minus(AGAIN_AFTER))) {
      unreadableTold = now;
      alarm.raise(trouble(CauseClass.UNREADABLE_RECORD), true, words, READ_AFTER);
    }
  }

  private Trouble trouble(CauseClass cause) {
    return new Trouble(Stage.QUEUE, cause, null, queue);
  }
}
