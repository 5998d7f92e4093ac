package fr.mangatheque.continuity.producer.form;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One CloudEvent, version 1.0, about objects. It is read by what its data is:
 *
 * <ul>
 *   <li>an S3 record or notification (type {@code com.amazonaws.s3.…}, as the CloudEvents adapter
 *       for S3 has it, or {@code com.amazonaws.…}, as Ceph sends it), R2's or EventBridge's event:
 *       as if it had come alone;
 *   <li>an event of ours, told by its type: see {@link OurCloudEvent};
 *   <li>with another type, a plain event that is complete.
 * </ul>
 *
 * Of any other type or data it is of a kind that nobody here knows.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents</a>
 * @see <a href="https://github.com/cloudevents/spec/blob/main/cloudevents/adapters/aws-s3.md">The
 *     adapter for S3</a>
 */
final class CloudEvent {
  private static final String VERSION = "1.0";
  private static final String OF_S3 = "com.amazonaws.s3";

  /** What a plain event cannot do without. */
  private static final Set<String> COMPLETE = Set.of("source", "key", "action");

  private final Collected events;
  private final Item item;
  private final Attributes attributes;
  private final @Nullable Json data;
  private final String dataAt;

  /**
   * @param data null if it has none
   * @param dataAt where the data stands in the event
   */
  private CloudEvent(
      Collected events, Item item, Attributes attributes, @Nullable Json data, String dataAt) {
    this.events = events;
    this.item = item;
    this.attributes = attributes;
    this.data = data;
    this.dataAt = dataAt;
  }

  /**
   * @param data null if it has none
   * @param dataAt where the data stands in the event
   */
  static void read(
      Collected events, Item item, Attributes attributes, @Nullable Json data, String dataAt) {
    new CloudEvent(events, item, attributes, data, dataAt).read();
  }

  private void read() {
    attributes
        .required("specversion")
        .filter(version -> !version.equals(VERSION))
        .ifPresent(
            version ->
                attributes.fault(
                    "specversion", "this is " + Words.quote(version) + ", not " + VERSION));
    var _ = attributes.required("id");
    var _ = attributes.required("source");
    Optional<String> type = attributes.required("type");
    Instant time = attributes.find("time", Fields::occurredAt).orElse(null);
    type.ifPresent(it -> read(it, time));
  }

  private void read(String type, @Nullable Instant time) {
    if (OurCloudEvent.isOf(type)) {
      new OurCloudEvent(item, attributes, dataAt, time).read(type, data);
      return;
    }
    Shape shape = data instanceof Json.Obj object ? Shape.of(object) : Shape.PLAIN;
    if (type.startsWith(OF_S3) && !shape.isS3()) {
      item.fault(dataAt, "an event of S3 has its record, or its whole notification, as data");
      return;
    }
    switch (shape) {
      case S3, MINIO, CEPH -> S3Notification.read(given(), events, item, dataAt, time);
      case R2 -> R2Event.read(item, dataAt, given(), time);
      case EVENT_BRIDGE -> EventBridgeEvent.read(item, dataAt, given(), time);
      case PLAIN -> readPlain(type, time);
      case CLOUD_EVENT, SNS -> passOver(type);
    }
  }

  private void readPlain(String type, @Nullable Instant time) {
    if (data instanceof Json.Obj object && object.fields().keySet().containsAll(COMPLETE)) {
      new OurCloudEvent(item, attributes, dataAt, time).readComplete(object);
    } else {
      passOver(type);
    }
  }

  private void passOver(String type) {
    if (data != null) {
      Repeats.tell(item, dataAt, data, Set.of());
    }
    item.passedOver(type, false, null);
  }

  private Json given() {
    return data == null ? new Json.Null() : data;
  }
}
