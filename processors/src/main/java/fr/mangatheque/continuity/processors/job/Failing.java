package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Instant;

/** What the runs of a job fail of. */
record Failing(Stage stage, String causeClass, Instant since) {
  boolean sameCause(Stage otherStage, String otherClass) {
    return stage == otherStage && causeClass.equals(otherClass);
  }
}
