package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.DeletionDecision;
import fr.mangatheque.continuity.schemas.event.DeletionEvent;
import fr.mangatheque.continuity.schemas.event.DeletionKind;
import java.time.Instant;

/** Between what the ledger and the guard say to each other and their records. */
final class DeletionCodec {
  private DeletionCodec() {}

  static DeletionEvent event(ObjectId id, Output.Deletion deletion, Instant now) {
    return DeletionEvent.newBuilder()
        .setSource(id.source())
        .setKind(
            switch (deletion.kind()) {
              case PENDING -> DeletionKind.PENDING;
              case DUE -> DeletionKind.DUE;
              case WITHDRAWN -> DeletionKind.WITHDRAWN;
            })
        .setObjectKey(id.objectKey())
        .setAbsentSince(deletion.absentSince())
        .setSize(deletion.size())
        .setAt(now)
        .build();
  }

  /**
   * Reads a decision.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  static Input.Decision decision(DeletionDecision decision) {
    if (decision.getAbsentSince() == null) {
      throw new IllegalArgumentException("a decision that does not say about which absence");
    }
    return new Input.Decision(
        switch (decision.getVerdict()) {
          case GRANTED -> Input.Decision.Verdict.GRANTED;
          case REJECTED -> Input.Decision.Verdict.REJECTED;
          case UNKNOWN -> throw new IllegalArgumentException("a decision of an unknown kind");
        },
        decision.getAbsentSince(),
        decision.getAt());
  }
}
