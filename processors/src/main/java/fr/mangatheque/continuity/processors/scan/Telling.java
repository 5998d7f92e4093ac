package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.ObjectChange;

/** Where hints and proofs go. May wait while much is under way. */
interface Telling {
  void hint(ObjectChange hint);

  void proof(CopyResult proof);
}
