package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;

/** Makes causes as results carry them. */
final class Causes {
  private static final int LONGEST_DETAIL = 2000;

  private Causes() {}

  static Cause of(Stage stage, CauseClass causeClass, String detail) {
    return new Cause(stage, causeClass.name(), shortened(detail));
  }

  /** What a store told. */
  static Cause of(Stage stage, StoreException told) {
    return of(stage, classOf(told.fault()), String.valueOf(told.getMessage()));
  }

  /** The class that a store's fault is told as: they have the same names. */
  static CauseClass classOf(StoreFault fault) {
    return CauseClass.valueOf(fault.name());
  }

  private static String shortened(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
  }
}
