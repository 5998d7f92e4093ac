package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.ScanOutcome;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.storage.ListedObject;
import java.util.List;

/** What a slice of one side means. One thread uses it, once. */
interface SliceReader {
  SliceListing listing();

  /** A page of it. */
  void take(List<ListedObject> objects, List<String> unusable);

  /** It ended so; what was counted goes into the result. */
  void end(ScanOutcome outcome, ScanResult.Builder result);
}
