package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.Announcement;
import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Between the records in the topics and what the ledger decides on.
 *
 * <p>Reading throws {@link IllegalArgumentException}, with words for a person, for a record that is
 * well formed but makes no sense.
 */
final class EventCodec {
  private EventCodec() {}

  static Input.Hint hint(ObjectChange change) {
    Long size = change.getSize();
    if (size != null && size < 0) {
      throw new IllegalArgumentException("a hint with a negative size: " + size);
    }
    return new Input.Hint(
        kind(change),
        isUnknown(change.getEtag()) ? null : ETag.ofHeader(change.getEtag()),
        size,
        isUnknown(change.getSha256())
            ? null
            : new Sha256(change.getSha256().toLowerCase(Locale.ROOT)),
        change.getLastModified(),
        change.getOccurredAt(),
        Sighting.of(change));
  }

  /** Others than we may write nothing in either way. */
  private static boolean isUnknown(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  private static Input.Hint.Kind kind(ObjectChange change) {
    return switch (change.getKind()) {
      case CREATED -> Input.Hint.Kind.CREATED;
      case REMOVED -> Input.Hint.Kind.REMOVED;
      case OBSERVED -> Input.Hint.Kind.OBSERVED;
      case REQUESTED -> Input.Hint.Kind.REQUESTED;
      case SCAN_ENDED, SCRUB_GRANTED, UNKNOWN ->
          throw new IllegalArgumentException("not a hint about an object: " + change.getKind());
    };
  }

  static Input result(CopyResult result) {
    return switch (result.getOutcome()) {
      case LISTED, REBUILT -> Listings.listed(result, held(result));
      case COPIED, ALREADY_PRESENT, UNCHANGED, GONE, RETRYABLE, PERMANENT, VERIFIED, UNKNOWN ->
          answer(result);
    };
  }

  private static Input.Result answer(CopyResult result) {
    KnownEntry entry = result.getEntry() == null ? null : EntryCodec.fromRecord(result.getEntry());
    boolean done =
        result.getOutcome() == CopyOutcome.COPIED
            || result.getOutcome() == CopyOutcome.ALREADY_PRESENT
            || result.getOutcome() == CopyOutcome.UNCHANGED
            || result.getOutcome() == CopyOutcome.VERIFIED;
    if (done && entry == null) {
      throw new IllegalArgumentException(result.getOutcome() + " without an entry");
    }
    return new Input.Result(
        result.getRequestId(),
        outcome(result),
        entry,
        result.getDoubts().stream().map(EventCodec::problem).toList(),
        result.getSourceLastModified(),
        held(result));
  }

  private static @Nullable Held held(CopyResult result) {
    Integer versions = result.getVersions();
    Long bytes = result.getHeldBytes();
    return versions == null || bytes == null ? null : new Held(versions, bytes);
  }

  private static Input.Outcome outcome(CopyResult result) {
    return switch (result.getOutcome()) {
      case COPIED -> new Input.Outcome.Protected(true, true);
      case ALREADY_PRESENT -> new Input.Outcome.Protected(true, false);
      case UNCHANGED -> new Input.Outcome.Protected(false, false);
      case GONE ->
          new Input.Outcome.Gone(
              !new ObjectId(result.getSource(), result.getObjectKey()).isCanary());
      case RETRYABLE -> new Input.Outcome.Failed(cause(result), false, result.getRetryAfter());
      case PERMANENT -> new Input.Outcome.Failed(cause(result), true, null);
      case VERIFIED -> new Input.Outcome.Verified();
      case LISTED, REBUILT, UNKNOWN ->
          throw new IllegalArgumentException("a result of an unknown outcome");
    };
  }

  private static Input.Problem cause(CopyResult result) {
    if (result.getCause() == null) {
      throw new IllegalArgumentException(result.getOutcome() + " without a cause");
    }
    return problem(result.getCause());
  }

  private static Input.Problem problem(Cause cause) {
    return new Input.Problem(cause.getStage(), cause.getCauseClass(), cause.getDetail());
  }

  static CopyRequest request(ObjectId id, Output.Request request) {
    Phase.Requested phase = request.phase();
    return CopyRequest.newBuilder()
        .setId(phase.requestId())
        .setSource(id.source())
        .setObjectKey(id.objectKey())
        .setTask(phase.ask().task())
        .setReason(phase.ask().reason())
        .setAttempt(phase.ask().attempt())
        .setGreatest(request.greatest() == null ? null : EntryCodec.toRecord(request.greatest()))
        .setAnnounced(announcement(request.announced()))
        .setSize(request.size())
        .setDispatchedAt(phase.dispatchedAt())
        .setDeadline(phase.deadline())
        .setVersions(request.versions())
        .build();
  }

  static @Nullable Announcement announcement(@Nullable Announced announced) {
    return announced == null
        ? null
        : new Announcement(announced.sha256().hex(), announced.occurredAt());
  }

  static FailureEvent raised(ObjectId id, Output.Raise raise, Instant now) {
    return failure(id, FailureKind.RAISED, raise.failing(), now)
        .setPermanent(raise.permanent())
        .setAttempts(raise.attempts())
        .setDetail(raise.detail())
        .setClearsAt(raise.clearsAfter() == null ? null : now.plus(raise.clearsAfter()))
        .build();
  }

  static FailureEvent cleared(ObjectId id, Output.Clear clear, Instant now) {
    Failing failing = new Failing(clear.stage(), clear.causeClass(), clear.since());
    return failure(id, FailureKind.CLEARED, failing, now)
        .setPermanent(false)
        .setAttempts(0)
        .setDetail("")
        .build();
  }

  private static FailureEvent.Builder failure(
      ObjectId id, FailureKind kind, Failing failing, Instant now) {
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key(id.source(), failing.stage(), failing.causeClass()))
        .setKind(kind)
        .setStage(failing.stage())
        .setCauseClass(failing.causeClass())
        .setSource(id.source())
        .setObjectKey(id.objectKey())
        .setSince(failing.since())
        .setAt(now);
  }
}
