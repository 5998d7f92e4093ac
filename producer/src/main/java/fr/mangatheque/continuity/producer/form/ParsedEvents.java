package fr.mangatheque.continuity.producer.form;

import fr.mangatheque.continuity.producer.hint.Hint;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request's body came to. */
public sealed interface ParsedEvents {
  /**
   * All of it is well.
   *
   * @param hints one for each event about an object's content or existence, in their order
   * @param passedOver the events about something else, in their order
   */
  record Understood(List<Hint> hints, List<PassedOver> passedOver) implements ParsedEvents {
    public Understood {
      hints = List.copyOf(hints);
      passedOver = List.copyOf(passedOver);
    }
  }

  /** Something is not, so nothing is published. */
  record Faulty(List<Fault> faults) implements ParsedEvents {
    public Faulty {
      faults = List.copyOf(faults);
      if (faults.isEmpty()) {
        throw new IllegalArgumentException("a faulty request has a fault");
      }
    }
  }

  /** More events than a request may have; the rest was not looked at. */
  record TooMany(int limit) implements ParsedEvents {}

  /**
   * No event: a sender asks whether we want to hear from it. A person answers, by opening an
   * address; we open none that a stranger names.
   *
   * @param topic what would be heard, as the sender names it
   * @param confirmAt where that is confirmed
   */
  record Subscription(String topic, URI confirmAt) implements ParsedEvents {}

  /**
   * An event that asks for no look at an object.
   *
   * @param kind as its sender names it; a stranger's word
   * @param known whether it is known to change no content; if not, somebody should look whether it
   *     does
   * @param source it is about, if it says so
   */
  record PassedOver(String kind, boolean known, @Nullable String source) {}
}
