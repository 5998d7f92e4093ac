package fr.mangatheque.continuity.producer.form;

import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@code Records} of an S3 notification: {@code {"eventName","eventTime","s3":{
 * "bucket":{"name"},"object":{"key","size","eTag","versionId","sequencer"}}}}. AWS and MinIO encode
 * the key as forms are; Ceph does not encode it, writes the size as a string, and leaves empty what
 * it does not know.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">AWS</a>
 * @see <a href="https://docs.ceph.com/en/latest/radosgw/notifications/#events">Ceph</a>
 */
final class S3Record {
  private final Item item;
  private final Part event;
  private final @Nullable Instant otherwiseAt;

  private S3Record(Item item, Part event, @Nullable Instant otherwiseAt) {
    this.item = item;
    this.event = event;
    this.otherwiseAt = otherwiseAt;
  }

  /**
   * @param otherwiseAt when it happened, if the record does not say
   */
  static void read(Item item, String pointer, Json record, @Nullable Instant otherwiseAt) {
    item.object(pointer, record).ifPresent(event -> new S3Record(item, event, otherwiseAt).read());
  }

  /** Whether Ceph wrote it. Its first releases called themselves AWS, but have an event's id. */
  static boolean isOfCeph(Json.Obj record) {
    return new Json.Str("ceph:s3").equals(record.fields().get("eventSource"))
        || record.fields().containsKey("eventId");
  }

  private void read() {
    event.text("eventName").ifPresent(name -> read(name, S3Kinds.effect(name)));
  }

  private void read(String name, Effect effect) {
    switch (effect) {
      case CREATED -> {
        if (beginsUpload(name)) {
          item.passedOver(name, true, sourceIfAny());
        } else {
          hint(ChangeKind.CREATED);
        }
      }
      case REMOVED -> hint(ChangeKind.REMOVED);
      case NONE -> item.passedOver(name, true, sourceIfAny());
      case UNKNOWN -> item.passedOver(name, false, sourceIfAny());
    }
  }

  /**
   * Whether nothing but the beginning of a multipart upload is told, which Ceph names as it names
   * an upload by a form. Then there is no ETag yet, while even an empty object has one.
   */
  private boolean beginsUpload(String name) {
    if (!S3Kinds.bare(name).equals("ObjectCreated:Post") || !isOfCeph(event.object())) {
      return false;
    }
    Json.Str none = new Json.Str("");
    return event
        .inner("s3")
        .flatMap(s3 -> s3.inner("object"))
        .map(Part::object)
        .map(Json.Obj::fields)
        .filter(object -> object.getOrDefault("eTag", none).equals(none))
        .filter(object -> object.getOrDefault("etag", none).equals(none))
        .map(object -> object.get("size"))
        .filter(size -> size.equals(new Json.Str("0")) || size.equals(new Json.Num("0", true)))
        .isPresent();
  }

  private @Nullable String sourceIfAny() {
    return event
        .inner("s3")
        .flatMap(s3 -> s3.inner("bucket"))
        .map(bucket -> Buckets.sourceIfAny(bucket, "name"))
        .orElse(null);
  }

  private void hint(ChangeKind kind) {
    boolean ceph = isOfCeph(event.object());
    Optional<Part> s3 = event.part("s3");
    Optional<String> source =
        s3.flatMap(it -> it.part("bucket")).flatMap(it -> Buckets.source(it, "name"));
    Optional<Part> object = s3.flatMap(it -> it.part("object"));
    Optional<String> key =
        object.flatMap(it -> it.text("key", ceph ? Fields::key : Fields::keyOfForm));
    Item.Known known =
        new Item.Known(
            object.flatMap(S3Record::etag).orElse(null),
            object.flatMap(it -> it.sizeIfAny("size")).orElse(null),
            null,
            event.textIfAny("eventTime", Fields::timeOfStore).orElse(otherwiseAt),
            object.flatMap(it -> it.textIfAny("sequencer", Fields::sequencer)).orElse(null));
    item.hint(source.orElse(null), key.orElse(null), kind, known);
  }

  private static Optional<String> etag(Part object) {
    return object.textIfAny(object.has("eTag") ? "eTag" : "etag", Fields::etag);
  }
}
