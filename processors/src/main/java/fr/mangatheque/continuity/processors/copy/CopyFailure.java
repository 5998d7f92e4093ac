package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.Stage;

/** A copy cannot go on for a reason that no store told: what was found makes no sense. */
final class CopyFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Stage stage;
  private final CauseClass causeClass;

  CopyFailure(Stage stage, CauseClass causeClass, String message) {
    super(message);
    this.stage = stage;
    this.causeClass = causeClass;
  }

  Cause toCause() {
    return Causes.of(stage, causeClass, getMessage());
  }
}
