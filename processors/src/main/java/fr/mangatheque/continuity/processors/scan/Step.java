package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.state.StoredScan;
import fr.mangatheque.continuity.schemas.state.StoredScanHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a schedule's scans in a turn.
 *
 * @param changed whether anything did; records read from a store cannot be compared to tell
 * @param run the scan under way; null if there is none
 */
record Step(
    boolean changed, @Nullable StoredScan run, StoredScanHistory history, List<Output> outputs) {
  Step {
    outputs = List.copyOf(outputs);
  }
}
