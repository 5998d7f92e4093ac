package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.DeletionEvent;
import fr.mangatheque.continuity.schemas.event.DeletionKind;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.OpenGroup;
import fr.mangatheque.continuity.schemas.event.ScanKind;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanSide;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.state.StoredScan;
import fr.mangatheque.continuity.schemas.state.StoredShard;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The records that scans write. */
final class ScanRecords {
  private ScanRecords() {}

  static String job(ScanKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static String schedule(String source, ScanKind kind) {
    return source + "/" + job(kind);
  }

  /** What the backup's listing is told as: of an audit, or to make the ledger anew. */
  static CopyOutcome outcome(ScanKind kind, boolean backfill) {
    return kind == ScanKind.AUDIT && !backfill ? CopyOutcome.LISTED : CopyOutcome.REBUILT;
  }

  static ScanRequest request(
      StoredScan run, int number, StoredShard shard, int pages, Instant now, Instant deadline) {
    return ScanRequest.newBuilder()
        .setScanId(run.getRunId())
        .setSource(run.getSource())
        .setKind(run.getKind())
        .setSide(run.getSide())
        .setShard(number)
        .setSlice(shard.getSlice())
        .setAttempt(shard.getAttempt())
        .setAfter(shard.getAfter())
        .setUntil(shard.getUntil())
        .setPages(pages)
        .setWatermark(run.getWatermark())
        .setBackfill(run.getBackfill())
        .setStartedAt(run.getStartedAt())
        .setDispatchedAt(now)
        .setDeadline(deadline)
        .setFrom(shard.getFrom())
        .setOpen(shard.getOpen())
        .build();
  }

  static JobReport.Builder report(StoredScan run, Instant now) {
    return JobReport.newBuilder()
        .setRunId(run.getRunId())
        .setSchedule(schedule(run.getSource(), run.getKind()))
        .setSource(run.getSource())
        .setJob(job(run.getKind()))
        .setStartedAt(run.getStartedAt())
        .setAt(now);
  }

  static FailureEvent raised(
      StoredScan run,
      CauseClass cause,
      boolean permanent,
      int attempts,
      Instant since,
      Instant now,
      String detail) {
    return failure(run.getSource(), job(run.getKind()), cause.name(), FailureKind.RAISED, now)
        .setPermanent(permanent)
        .setAttempts(attempts)
        .setSince(since)
        .setDetail(detail)
        .build();
  }

  static FailureEvent cleared(StoredScan run, String cause, Instant now) {
    return failure(run.getSource(), job(run.getKind()), cause, FailureKind.CLEARED, now)
        .setPermanent(false)
        .setAttempts(0)
        .setSince(now)
        .setDetail("")
        .build();
  }

  /** The job stands where an object's key does: each job fails, and heals, by itself. */
  private static FailureEvent.Builder failure(
      String source, String job, String cause, FailureKind kind, Instant now) {
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key(source, Stage.SCAN, cause))
        .setKind(kind)
        .setStage(Stage.SCAN)
        .setCauseClass(cause)
        .setSource(source)
        .setObjectKey(job)
        .setClearsAt(null)
        .setAt(now);
  }

  static ObjectChange ended(StoredScan run, Instant now) {
    return ObjectChange.newBuilder()
        .setSource(run.getSource())
        .setObjectKey("")
        .setKind(ChangeKind.SCAN_ENDED)
        .setSender("scan")
        .setOccurredAt(now)
        .setReceivedAt(now)
        .setScanId(run.getRunId())
        .setScanStartedAt(run.getStartedAt())
        .setBackfill(run.getBackfill())
        .build();
  }

  static DeletionEvent audited(StoredScan run, Instant now) {
    return DeletionEvent.newBuilder()
        .setSource(run.getSource())
        .setKind(DeletionKind.AUDITED)
        .setCount(Sides.objects(Sides.of(run.getSides(), ScanSide.SOURCE)))
        .setScanId(run.getRunId())
        .setAt(now)
        .build();
  }

  /** What a listing of the backup shows of a key. */
  static CopyResult proof(
      ScanRequest request, String objectKey, OpenGroup group, String worker, Instant now) {
    return proof(
        request.getSource(),
        outcome(request.getKind(), request.getBackfill()),
        request.getStartedAt(),
        objectKey,
        group,
        worker,
        now);
  }

  static CopyResult proof(StoredScan run, OpenGroup group, Instant now) {
    return proof(
        run.getSource(),
        outcome(run.getKind(), run.getBackfill()),
        run.getStartedAt(),
        group.getObjectKey(),
        group,
        "scan",
        now);
  }

  private static CopyResult proof(
      String source,
      CopyOutcome outcome,
      Instant startedAt,
      String objectKey,
      OpenGroup group,
      String worker,
      Instant now) {
    return CopyResult.newBuilder()
        .setRequestId("")
        .setSource(source)
        .setObjectKey(objectKey)
        .setAttempt(0)
        .setOutcome(outcome)
        .setEntry(
            Entry.newBuilder()
                .setName(group.getGreatest())
                .setSize(group.getSize())
                .setEtag(etag(Edges.name(group)))
                .build())
        .setWorker(worker)
        .setAt(now)
        .setVersions(group.getVersions())
        .setHeldBytes(group.getHeldBytes())
        .setScanStartedAt(startedAt)
        .build();
  }

  private static @Nullable String etag(EntryName name) {
    return switch (name) {
      case EntryName.Version version -> version.etag().value();
      case EntryName.Marker _, EntryName.Erased _ -> null;
    };
  }
}
