package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.hint.Hint;
import java.util.List;

/** What a request's body came to. */
sealed interface ParsedEvents {
  /** All of it is well: one hint an event, in their order. */
  record Hints(List<Hint> hints) implements ParsedEvents {
    public Hints {
      hints = List.copyOf(hints);
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
}
