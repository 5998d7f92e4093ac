package fr.mangatheque.continuity.producer.queue;

import fr.mangatheque.continuity.producer.form.ParsedEvents.PassedOver;
import fr.mangatheque.continuity.producer.hint.Hint;
import java.time.Duration;
import java.util.List;

/** What is to become of a message. */
sealed interface Verdict {
  /**
   * It was understood, and is done with once Kafka keeps its hints; at once if it has none.
   *
   * @param passedOver its events about something else
   */
  record Take(List<Hint> hints, List<PassedOver> passedOver) implements Verdict {
    public Take {
      hints = List.copyOf(hints);
      passedOver = List.copyOf(passedOver);
    }
  }

  /** It cannot be read today, but perhaps by a configuration or version to come. */
  record Again(Duration delay, String why) implements Verdict {}

  /** It cannot be read, and came often enough: it is kept where a person finds it. */
  record Bury(String why) implements Verdict {}
}
