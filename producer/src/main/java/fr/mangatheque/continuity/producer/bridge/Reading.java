package fr.mangatheque.continuity.producer.bridge;

import fr.mangatheque.continuity.producer.hint.Hint;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;

/** What a record came to. */
sealed interface Reading {
  /**
   * It can be read.
   *
   * @param form the form it is written in, a word for metrics
   * @param sender who says so
   * @param hints may be none, if all its events are about something else
   * @param strange kinds of its events that nobody here knows
   */
  record Understood(String form, String sender, List<Hint> hints, List<String> strange)
      implements Reading {
    public Understood {
      hints = List.copyOf(hints);
      strange = List.copyOf(strange);
    }
  }

  /** It cannot, now or ever: a dead letter. */
  record Unreadable(SerializationException why) implements Reading {}
}
