package fr.mangatheque.continuity.producer.hint;

import fr.mangatheque.continuity.schemas.event.ObjectChange;
import java.time.Instant;

/** Hints as records of the topic. */
final class Changes {
  private Changes() {}

  static ObjectChange of(Hint hint, String id, String sender, Instant receivedAt) {
    Instant occurredAt = hint.occurredAt();
    return ObjectChange.newBuilder()
        .setId(id)
        .setSource(hint.object().source())
        .setObjectKey(hint.object().objectKey())
        .setKind(hint.kind())
        .setSender(sender)
        .setOccurredAt(occurredAt == null ? receivedAt : occurredAt)
        .setReceivedAt(receivedAt)
        .setEtag(hint.etag())
        .setSize(hint.size())
        .setSha256(hint.sha256())
        .setSequencer(hint.sequencer())
        .build();
  }
}
