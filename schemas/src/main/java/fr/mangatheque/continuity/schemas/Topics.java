package fr.mangatheque.continuity.schemas;

import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.DeletionDecision;
import fr.mangatheque.continuity.schemas.event.DeletionEvent;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.Heartbeat;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.schemas.event.Tick;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Every topic of an installation, declared once.
 *
 * @param prefix what all names start with; may be empty
 */
public record Topics(
    String prefix,
    Topic<ObjectChange> objectChanges,
    Topic<byte[]> objectChangesJson,
    Topic<CopyRequest> copyRequests,
    Topic<CopyResult> copyResults,
    Topic<Tick> ticks,
    Topic<JobRequest> jobRequests,
    Topic<JobReport> jobReports,
    Topic<ScanRequest> scanRequests,
    Topic<ScanResult> scanResults,
    Topic<DeletionEvent> deletions,
    Topic<DeletionDecision> deletionDecisions,
    Topic<Heartbeat> heartbeats,
    Topic<FailureEvent> failures,
    Topic<Notification> notifications,
    Topic<OperatorAction> operatorActions,
    Topic<byte[]> deadLetters) {

  /** The topics whose names start with {@code prefix}, their values written by {@code serdes}. */
  public static Topics of(String prefix, AvroSerdes serdes) {
    Duration week = Duration.ofDays(7);
    Duration month = Duration.ofDays(30);
    return new Topics(
        prefix,
        new Topic<>(prefix + "object-changes", week, false, serdes.of(ObjectChange.class)),
        new Topic<>(prefix + "object-changes-json", week, false, Serdes.ByteArray()),
        new Topic<>(prefix + "copy-requests", week, false, serdes.of(CopyRequest.class)),
        new Topic<>(prefix + "copy-results", month, false, serdes.of(CopyResult.class)),
        new Topic<>(prefix + "ticks", week, true, serdes.of(Tick.class)),
        new Topic<>(prefix + "job-requests", week, true, serdes.of(JobRequest.class)),
        new Topic<>(prefix + "job-reports", month, true, serdes.of(JobReport.class)),
        new Topic<>(prefix + "scan-requests", week, false, serdes.of(ScanRequest.class)),
        new Topic<>(prefix + "scan-results", week, true, serdes.of(ScanResult.class)),
        new Topic<>(prefix + "deletions", month, true, serdes.of(DeletionEvent.class)),
        new Topic<>(prefix + "deletion-decisions", month, false, serdes.of(DeletionDecision.class)),
        new Topic<>(prefix + "heartbeats", month, true, serdes.of(Heartbeat.class)),
        new Topic<>(prefix + "failures", month, false, serdes.of(FailureEvent.class)),
        new Topic<>(prefix + "notifications", week, false, serdes.of(Notification.class)),
        new Topic<>(prefix + "operator-actions", null, true, serdes.of(OperatorAction.class)),
        new Topic<>(prefix + "dead-letters", month, false, Serdes.ByteArray()));
  }

  /** What one reader joins by partition, so that it has to have as many of them. */
  public List<List<Topic<?>>> joined() {
    return List.of(
        List.of(objectChanges, copyResults, deletionDecisions),
        List.of(ticks, jobReports),
        List.of(jobRequests, scanResults));
  }

  public List<Topic<?>> all() {
    return List.of(
        objectChanges,
        objectChangesJson,
        copyRequests,
        copyResults,
        ticks,
        jobRequests,
        jobReports,
        scanRequests,
        scanResults,
        deletions,
        deletionDecisions,
        heartbeats,
        failures,
        notifications,
        operatorActions,
        deadLetters);
  }
}
