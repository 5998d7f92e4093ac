package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.DeletionEvent;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.ScanRequest;

/** What a turn of a scan tells others. */
sealed interface Output {
  /** To a worker. */
  record Slice(ScanRequest request) implements Output {}

  /** To whoever asked for the run. */
  record Report(JobReport report) implements Output {}

  /** To on-call. */
  record Failure(FailureEvent event) implements Output {}

  /** To the ledger: the greatest entry of a key whose entries lay in several shards. */
  record Proof(CopyResult result) implements Output {}

  /** To every partition of the ledger, behind all that the scan told. */
  record Ended(ObjectChange change) implements Output {}

  /** To the guard. */
  record Audited(DeletionEvent event) implements Output {}
}
