package fr.mangatheque.continuity.producer.form;

import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plain event as a CloudEvent, of one of two types:
 *
 * <ul>
 *   <li>{@code fr.mangatheque.continuity.object.created}: there is new content, also an overwrite;
 *   <li>{@code fr.mangatheque.continuity.object.removed}: the object is gone.
 * </ul>
 *
 * <p>Data is optional, and if there is any, it is a JSON object with the plain event's fields, each
 * of them optional here:
 *
 * <ul>
 *   <li>the key is the data's {@code key}, else the attribute {@code subject}, as it is in the
 *       bucket. Given in both places it is the same in both;
 *   <li>the source, by its name in our configuration, is the data's {@code source}, else the
 *       extension attribute {@code continuitysource}, else the attribute {@code source};
 *   <li>an {@code action} in the data agrees with the type;
 *   <li>{@code occurredAt} in the data goes before the attribute {@code time};
 *   <li>{@code etag}, {@code size} and {@code sha256} are as in the plain form.
 * </ul>
 */
final class OurCloudEvent {
  private static final String SOURCE = "continuitysource";

  private static final Map<String, ChangeKind> TYPES =
      Map.of(
          "fr.mangatheque.continuity.object.created", ChangeKind.CREATED,
          "fr.mangatheque.continuity.object.removed", ChangeKind.REMOVED);

  private final Item item;
  private final Attributes attributes;
  private final String dataAt;
  private final @Nullable Instant time;

  OurCloudEvent(Item item, Attributes attributes, String dataAt, @Nullable Instant time) {
    this.item = item;
    this.attributes = attributes;
    this.dataAt = dataAt;
    this.time = time;
  }

  static boolean isOf(String type) {
    return TYPES.containsKey(type);
  }

  /**
   * @param type one of ours
   * @param data null if it has none
   */
  void read(String type, @Nullable Json data) {
    Json given = data == null ? new Json.Obj(Map.of(), Set.of()) : data;
    item.object(dataAt, given)
        .ifPresent(
            part -> {
              ChangeKind kind = TYPES.get(type);
              ChangeKind action = text(part, "action", Fields::action);
              if (action != null && action != kind) {
                part.fault("action", "the type says otherwise: " + type);
              }
              read(part, kind);
            });
  }

  /** Of another type, with data that is a plain event by itself. */
  void readComplete(Json.Obj data) {
    item.object(dataAt, data)
        .ifPresent(part -> read(part, part.text("action", Fields::action).orElse(null)));
  }

  private void read(Part data, @Nullable ChangeKind kind) {
    Item.Known known =
        new Item.Known(
            text(data, "etag", Fields::etag),
            data.sizeIfAny("size").orElse(null),
            text(data, "sha256", Fields::sha256),
            data.has("occurredAt") ? text(data, "occurredAt", Fields::occurredAt) : time,
            null);
    item.hint(source(data).orElse(null), key(data).orElse(null), kind, known);
  }

  private static <T> @Nullable T text(Part data, String name, Field.Rule<T> rule) {
    return data.has(name) ? data.text(name, rule).orElse(null) : null;
  }

  private Optional<String> source(Part data) {
    Field.Rule<String> known = name -> Fields.source(name, item.sources().names());
    if (data.has("source")) {
      return data.text("source", known);
    }
    return attributes.find(attributes.has(SOURCE) ? SOURCE : "source", known);
  }

  private Optional<String> key(Part data) {
    if (!data.has("key")) {
      if (!attributes.has("subject")) {
        attributes.fault("subject", "this is the object's key, and required if data has none");
      }
      return attributes.find("subject", Fields::key);
    }
    Optional<String> key = data.text("key", Fields::key);
    if (attributes.has("subject") && key.isPresent() && !attributes.find("subject").equals(key)) {
      attributes.fault("subject", "this is another key than the one in the data");
    }
    return key;
  }
}
