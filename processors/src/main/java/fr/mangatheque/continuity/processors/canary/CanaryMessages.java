package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.processors.work.JobVoice;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.Heartbeat;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * What a canary tells beside its reports: a hint as applications do, and a sign of life. Each call
 * returns once Kafka has it.
 */
record CanaryMessages(JobRequest request, JobVoice voice, Topics topics, InstantSource clock) {
  /** Tells of a canary object as an application would of an upload. */
  void announce(ObjectKey key, Content content) throws InterruptedException {
    Instant now = now();
    ObjectId object = new ObjectId(request.getSource(), key.value());
    voice.send(
        topics.objectChanges(),
        object.toString(),
        ObjectChange.newBuilder()
            .setId(request.getRunId())
            .setSource(object.source())
            .setObjectKey(object.objectKey())
            .setKind(ChangeKind.CREATED)
            .setSender("canary")
            .setOccurredAt(now)
            .setReceivedAt(now)
            .setSize(content.size())
            .setSha256(content.sha256().hex())
            .build());
  }

  void heartbeat(Outcome.Proven proven, Duration took) throws InterruptedException {
    voice.send(
        topics.heartbeats(),
        request.getSource(),
        Heartbeat.newBuilder()
            .setSource(request.getSource())
            .setRunId(request.getRunId())
            .setObjectKey(proven.key().value())
            .setWritten(proven.written())
            .setSha256(proven.sha256().hex())
            .setRoundTripMs(took.toMillis())
            .setAt(now())
            .build());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
