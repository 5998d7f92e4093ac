package fr.mangatheque.continuity.producer.form;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose event a JSON object looks like, by the fields that only they write. */
enum Shape {
  PLAIN,
  CLOUD_EVENT,
  S3,
  MINIO,
  CEPH,
  R2,
  EVENT_BRIDGE,
  SNS;

  /** Whether it is a notification of S3's, by whichever store. */
  boolean isS3() {
    return this == S3 || this == MINIO || this == CEPH;
  }

  /** What {@code event} looks like; plain if like nothing else. */
  static Shape of(Json.Obj event) {
    Set<String> names = event.fields().keySet();
    if (names.contains("specversion")) {
      return CLOUD_EVENT;
    }
    if (names.contains("Records")) {
      boolean wrapped =
          names.contains("EventName") || names.contains("EventType") || names.contains("Key");
      return wrapped ? MINIO : ofRecords(event.fields().get("Records"));
    }
    if (names.contains("eventName") && names.contains("s3")) {
      return ofRecord(event);
    }
    if (S3Notification.isTest(event)) {
      return S3;
    }
    if (names.contains("detail-type")) {
      return EVENT_BRIDGE;
    }
    if (names.contains("Type") && names.contains("TopicArn")) {
      return SNS;
    }
    boolean plain = names.contains("source") || names.contains("key");
    return !plain && (names.contains("bucket") || names.contains("object")) ? R2 : PLAIN;
  }

  private static Shape ofRecords(@Nullable Json records) {
    return records instanceof Json.Arr(List<Json> items)
            && !items.isEmpty()
            && items.getFirst() instanceof Json.Obj first
        ? ofRecord(first)
        : S3;
  }

  private static Shape ofRecord(Json.Obj record) {
    if (S3Record.isOfCeph(record)) {
      return CEPH;
    }
    Map<String, Json> fields = record.fields();
    return new Json.Str("minio:s3").equals(fields.get("eventSource")) ? MINIO : S3;
  }
}
