package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.DeletionDecision;
import fr.mangatheque.continuity.schemas.event.DeletionVerdict;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Instant;

/** Records of what the guard wants told. */
final class GuardEvents {
  private GuardEvents() {}

  static DeletionDecision decision(String source, GuardOutput.Decide decide) {
    return DeletionDecision.newBuilder()
        .setSource(source)
        .setObjectKey(decide.objectKey())
        .setVerdict(
            switch (decide.verdict()) {
              case GRANTED -> DeletionVerdict.GRANTED;
              case REJECTED -> DeletionVerdict.REJECTED;
            })
        .setAbsentSince(decide.absentSince())
        .setBy(decide.by())
        .setAt(decide.at())
        .build();
  }

  static FailureEvent raised(String source, GuardOutput.Raise raise, Instant now) {
    return failure(source, raise.objectKey(), raise.since(), now)
        .setKind(FailureKind.RAISED)
        .setPermanent(true)
        .setAttempts(1)
        .setDetail(raise.detail())
        .build();
  }

  static FailureEvent cleared(String source, GuardOutput.Clear clear, Instant now) {
    return failure(source, clear.objectKey(), clear.since(), now)
        .setKind(FailureKind.CLEARED)
        .setPermanent(false)
        .setAttempts(0)
        .setDetail("")
        .build();
  }

  private static FailureEvent.Builder failure(
      String source, String objectKey, Instant since, Instant now) {
    String cause = CauseClass.MASS_DELETION.name();
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key(source, Stage.GUARD, cause))
        .setStage(Stage.GUARD)
        .setCauseClass(cause)
        .setSource(source)
        .setObjectKey(objectKey)
        .setSince(since)
        .setAt(now);
  }
}
