package fr.mangatheque.continuity.producer.form;

import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event of S3 as Amazon EventBridge passes it on: {@code {"source":"aws.s3","detail-type",
 * "time","detail":{"bucket":{"name"},"object":{"key","size","etag","version-id","sequencer"}}}}.
 * The key is not encoded.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge
 *     event message structure</a>
 */
final class EventBridgeEvent {
  private static final String S3 = "aws.s3";

  private EventBridgeEvent() {}

  /**
   * @param otherwiseAt when it happened, if the event does not say
   */
  static void read(Item item, String pointer, Json event, @Nullable Instant otherwiseAt) {
    item.object(pointer, event).ifPresent(part -> read(item, part, otherwiseAt));
  }

  private static void read(Item item, Part event, @Nullable Instant otherwiseAt) {
    Optional<String> service = event.text("source");
    Optional<String> kind = event.text("detail-type");
    if (service.isEmpty() || kind.isEmpty()) {
      return;
    }
    if (!service.get().equals(S3)) {
      item.passedOver(service.get() + " " + kind.get(), false, null);
      return;
    }
    switch (effect(kind.get())) {
      case CREATED -> hint(item, event, ChangeKind.CREATED, otherwiseAt);
      case REMOVED -> hint(item, event, ChangeKind.REMOVED, otherwiseAt);
      case NONE -> item.passedOver(kind.get(), true, sourceIfAny(event));
      case UNKNOWN -> item.passedOver(kind.get(), false, sourceIfAny(event));
    }
  }

  private static Effect effect(String kind) {
    return switch (kind) {
      case "Object Created" -> Effect.CREATED;
      case "Object Deleted" -> Effect.REMOVED;
      case "Object Restore Initiated",
          "Object Restore Completed",
          "Object Restore Expired",
          "Object Storage Class Changed",
          "Object Access Tier Changed",
          "Object ACL Updated",
          "Object Tags Added",
          "Object Tags Deleted" ->
          Effect.NONE;
      default -> Effect.UNKNOWN;
    };
  }

  private static @Nullable String sourceIfAny(Part event) {
    return event
        .inner("detail")
        .flatMap(detail -> detail.inner("bucket"))
        .map(bucket -> Buckets.sourceIfAny(bucket, "name"))
        .orElse(null);
  }

  private static void hint(Item item, Part event, ChangeKind kind, @Nullable Instant otherwiseAt) {
    Optional<Part> detail = event.part("detail");
    Optional<String> source =
        detail.flatMap(it -> it.part("bucket")).flatMap(it -> Buckets.source(it, "name"));
    Optional<Part> object = detail.flatMap(it -> it.part("object"));
    Optional<String> key = object.flatMap(it -> it.text("key", Fields::key));
    Item.Known known =
        new Item.Known(
            object.flatMap(it -> it.textIfAny("etag", Fields::etag)).orElse(null),
            object.flatMap(it -> it.sizeIfAny("size")).orElse(null),
            null,
            event.textIfAny("time", Fields::occurredAt).orElse(otherwiseAt),
            object.flatMap(it -> it.textIfAny("sequencer", Fields::sequencer)).orElse(null));
    item.hint(source.orElse(null), key.orElse(null), kind, known);
  }
}
