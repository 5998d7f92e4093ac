package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.time.Instant;
import java.util.Comparator;

/**
 * An object that fails.
 *
 * @param since since when it has failed of this cause
 * @param view how it stands: its cause, attempts, and when it is tried again
 */
public record FailingObject(ObjectId object, Instant since, ObjectView view) {
  /** Those that have failed longest first. */
  static final Comparator<FailingObject> OLDEST_FIRST =
      Comparator.comparing(FailingObject::position);

  FailingPosition position() {
    return new FailingPosition(since, object);
  }
}
