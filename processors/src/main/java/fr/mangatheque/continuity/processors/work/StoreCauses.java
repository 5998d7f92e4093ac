package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.storage.StoreException;

/** What keeps a run from its end, where a store does. */
public final class StoreCauses {
  private StoreCauses() {}

  /** The cause of a failed run: what a store does to one object's content is its answer's fault. */
  public static CauseClass of(StoreException failure) {
    return switch (failure.fault()) {
      case ACCESS_DENIED -> CauseClass.ACCESS_DENIED;
      case NO_SUCH_BUCKET -> CauseClass.NO_SUCH_BUCKET;
      case REFUSED -> CauseClass.REFUSED;
      case QUOTA_EXCEEDED -> CauseClass.QUOTA_EXCEEDED;
      case CLOCK_SKEW -> CauseClass.CLOCK_SKEW;
      case THROTTLED -> CauseClass.THROTTLED;
      case SERVER_ERROR -> CauseClass.SERVER_ERROR;
      case UNREACHABLE -> CauseClass.UNREACHABLE;
      case TIMEOUT -> CauseClass.TIMEOUT;
      case CUT_SHORT, LENGTH_UNKNOWN, CORRUPT, PROTOCOL -> CauseClass.PROTOCOL;
    };
  }
}
