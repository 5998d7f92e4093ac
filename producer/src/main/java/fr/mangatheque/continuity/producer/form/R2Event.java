package fr.mangatheque.continuity.producer.form;

import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event as R2 writes it: {@code {"account","action","bucket","object":{"key","size?","eTag?"},
 * "eventTime","copySource?"}}.
 */
final class R2Event {
  private R2Event() {}

  /**
   * @param otherwiseAt when it happened, if the event does not say
   */
  static void read(Item item, String pointer, Json event, @Nullable Instant otherwiseAt) {
    item.object(pointer, event).ifPresent(part -> read(item, part, otherwiseAt));
  }

  private static void read(Item item, Part event, @Nullable Instant otherwiseAt) {
    Optional<String> action = event.text("action");
    if (action.isEmpty()) {
      return;
    }
    switch (effect(action.get())) {
      case CREATED -> hint(item, event, ChangeKind.CREATED, otherwiseAt);
      case REMOVED -> hint(item, event, ChangeKind.REMOVED, otherwiseAt);
      case NONE -> item.passedOver(action.get(), true, Buckets.sourceIfAny(event, "bucket"));
      case UNKNOWN -> item.passedOver(action.get(), false, Buckets.sourceIfAny(event, "bucket"));
    }
  }

  private static Effect effect(String action) {
    return switch (action) {
      case "PutObject", "CopyObject", "CompleteMultipartUpload" -> Effect.CREATED;
      case "DeleteObject", "LifecycleDeletion" -> Effect.REMOVED;
      default -> Effect.UNKNOWN;
    };
  }

  private static void hint(Item item, Part event, ChangeKind kind, @Nullable Instant otherwiseAt) {
    Optional<String> source = Buckets.source(event, "bucket");
    Optional<Part> object = event.part("object");
    Optional<String> key = object.flatMap(it -> it.text("key", Fields::key));
    Item.Known known =
        new Item.Known(
            object.flatMap(it -> it.textIfAny("eTag", Fields::etag)).orElse(null),
            object.flatMap(it -> it.sizeIfAny("size")).orElse(null),
            null,
            event.textIfAny("eventTime", Fields::occurredAt).orElse(otherwiseAt),
            null);
    item.hint(source.orElse(null), key.orElse(null), kind, known);
  }
}
