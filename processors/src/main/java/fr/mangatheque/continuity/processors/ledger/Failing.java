package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Instant;

/** What an object fails of, or what is doubted of it, and since when. */
record Failing(Stage stage, String causeClass, Instant since) {
  boolean sameCause(Failing other) {
    return stage == other.stage && causeClass.equals(other.causeClass);
  }
}
