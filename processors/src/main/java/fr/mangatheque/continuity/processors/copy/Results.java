package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes outcomes as results. */
final class Results {
  private final String worker;

  Results(String worker) {
    this.worker = worker;
  }

  CopyResult of(CopyRequest request, Outcome outcome, Journey journey, Instant at) {
    CopyResult.Builder result =
        CopyResult.newBuilder()
            .setRequestId(request.getId())
            .setSource(request.getSource())
            .setObjectKey(request.getObjectKey())
            .setAttempt(request.getAttempt())
            .setOutcome(kind(outcome))
            .setDoubts(journey.doubts())
            .setBytesRead(journey.bytesRead())
            .setWorker(worker)
            .setAt(at);
    return switch (outcome) {
      case Outcome.Copied copied -> held(result, copied.entry()).build();
      case Outcome.AlreadyPresent present -> held(result, present.entry()).build();
      case Outcome.Unchanged unchanged ->
          result
              .setEntry(event(unchanged.entry()))
              .setSourceLastModified(unchanged.lastModified())
              .build();
      case Outcome.Gone gone -> result.setEntry(event(gone.entry())).build();
      case Outcome.Verified verified ->
          result
              .setEntry(verified.entry().toEvent())
              .setVersions(verified.versions())
              .setHeldBytes(verified.heldBytes())
              .build();
      case Outcome.Lost lost -> result.setCause(lost.cause()).setEntry(event(lost.entry())).build();
      case Outcome.Failed failed ->
          result.setCause(failed.cause()).setRetryAfter(failed.notBefore()).build();
    };
  }

  private static CopyResult.Builder held(CopyResult.Builder result, KnownEntry entry) {
    return result.setEntry(event(entry)).setSourceLastModified(entry.lastModified());
  }

  private static @Nullable Entry event(@Nullable KnownEntry entry) {
    return entry == null ? null : entry.toEvent();
  }

  static CopyOutcome kind(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Copied _ -> CopyOutcome.COPIED;
      case Outcome.AlreadyPresent _ -> CopyOutcome.ALREADY_PRESENT;
      case Outcome.Unchanged _ -> CopyOutcome.UNCHANGED;
      case Outcome.Gone _ -> CopyOutcome.GONE;
      case Outcome.Verified _ -> CopyOutcome.VERIFIED;
      case Outcome.Lost _ -> CopyOutcome.PERMANENT;
      case Outcome.Failed failed ->
          failed.permanent() ? CopyOutcome.PERMANENT : CopyOutcome.RETRYABLE;
    };
  }
}
