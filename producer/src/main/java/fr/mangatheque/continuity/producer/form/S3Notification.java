package fr.mangatheque.continuity.producer.form;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A notification by AWS, MinIO or Ceph: {@code Records}, whatever else is around them; or a record
 * that came alone; or AWS's test of a new subscription.
 */
final class S3Notification {
  private static final String RECORDS = "Records";

  private final Collected events;
  private final Faults faults;
  private final String at;
  private final boolean inItem;
  private final @Nullable Instant otherwiseAt;
  private @Nullable Item first;

  private S3Notification(
      Collected events,
      Faults faults,
      String at,
      @Nullable Item first,
      @Nullable Instant otherwiseAt) {
    this.events = events;
    this.faults = faults;
    this.at = at;
    this.first = first;
    this.inItem = first != null;
    this.otherwiseAt = otherwiseAt;
  }

  /**
   * One whose records are events of their own.
   *
   * @param faults takes what is wrong around the records
   * @param at where the notification stands for {@code faults}
   */
  static void read(Json notification, Collected events, Faults faults, String at) {
    new S3Notification(events, faults, at, null, null).read(notification);
  }

  /**
   * One within an event.
   *
   * @param first the event's place, which its first record takes
   * @param at where the notification stands in the event
   * @param otherwiseAt when it happened, if a record does not say
   */
  static void read(
      Json notification, Collected events, Item first, String at, @Nullable Instant otherwiseAt) {
    new S3Notification(events, first, at, first, otherwiseAt).read(notification);
  }

  private void read(Json json) {
    if (json instanceof Json.Obj object && object.fields().containsKey(RECORDS)) {
      readRecords(object);
    } else if (json instanceof Json.Obj object && isTest(object)) {
      next().ifPresent(item -> passOver(item, object));
    } else {
      next().ifPresent(item -> S3Record.read(item, inItem ? at : "", json, otherwiseAt));
    }
  }

  static boolean isTest(Json.Obj object) {
    return object.fields().containsKey("Event") && object.fields().containsKey("Service");
  }

  private void readRecords(Json.Obj object) {
    Repeats.tell(faults, at, object, Set.of(RECORDS));
    Json records = object.fields().get(RECORDS);
    if (object.repeated().contains(RECORDS)) {
      return;
    }
    if (!(records instanceof Json.Arr(List<Json> items)) || items.isEmpty()) {
      faults.fault(Pointers.to(at, RECORDS), "this is an array with at least one record");
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      Optional<Item> item = next();
      if (item.isEmpty()) {
        return;
      }
      String place = inItem ? at + "/" + RECORDS + "/" + i : "";
      S3Record.read(item.get(), place, items.get(i), otherwiseAt);
    }
  }

  private void passOver(Item item, Json.Obj test) {
    item.object(inItem ? at : "", test)
        .ifPresent(
            part ->
                part.text("Event")
                    .ifPresent(
                        kind ->
                            item.passedOver(
                                kind,
                                S3Kinds.effect(kind) == Effect.NONE,
                                Buckets.sourceIfAny(part, "Bucket"))));
  }

  private Optional<Item> next() {
    Item given = first;
    first = null;
    return given == null ? events.next() : Optional.of(given);
  }
}
