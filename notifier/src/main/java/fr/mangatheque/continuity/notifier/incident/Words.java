package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Severity;

/**
 * The part of an advice that a cause gives.
 *
 * @param predicate what follows the name of what fails
 */
record Words(Severity severity, String predicate, String meaning, String action, String over) {
  static final String WAITS =
      "The objects it concerns are not protected in their present state until this is mended. What"
          + " the backup holds stays restorable, and what waits is copied by itself afterwards.";

  static final String TRIED_AGAIN =
      "Each object it held up was tried again, and is protected or no longer in the origin.";

  static Words critical(String predicate, String meaning, String action) {
    return new Words(Severity.CRITICAL, predicate, meaning, action, TRIED_AGAIN);
  }

  static Words warning(String predicate, String meaning, String action) {
    return new Words(Severity.WARNING, predicate, meaning, action, TRIED_AGAIN);
  }

  Words over(String instead) {
    return new Words(severity, predicate, meaning, action, instead);
  }
}
