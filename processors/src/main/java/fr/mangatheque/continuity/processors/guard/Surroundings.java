package fr.mangatheque.continuity.processors.guard;

import java.time.Instant;
import java.util.List;

/** What a decision of the guard asks of the stores around it. */
interface Surroundings {
  /** Whether a case of this name was decided before, however long ago. */
  boolean isDecided(String caseId);

  /** Whether a restore of this source is announced now. */
  boolean isRestoring(Instant now);

  /** Keys of some deletions that wait, in their order. */
  List<String> waiting(int limit);
}
