package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.storage.limit.Use;

/** How urgent a copy is, by why it is asked for. */
final class CopyUse {
  private CopyUse() {}

  static Use dueTo(RequestReason reason) {
    return switch (reason) {
      case EVENT, REQUESTED -> Use.COPY;
      case RETRY -> Use.RETRY;
      case SCAN, UNKNOWN -> Use.BACKFILL;
      case SCRUB -> Use.SCRUB;
    };
  }
}
