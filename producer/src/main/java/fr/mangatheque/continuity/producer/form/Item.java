package fr.mangatheque.continuity.producer.form;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One event of a request, while it is read. It comes to one hint, or faults, or is passed over. */
final class Item implements Faults {
  private final int index;
  private final Collected all;
  private boolean faulty;

  Item(int index, Collected all) {
    this.index = index;
    this.all = all;
  }

  KnownSources sources() {
    return all.sources();
  }

  @Override
  public void fault(String pointer, String detail) {
    faulty = true;
    all.fault(new Fault(index, pointer, detail));
  }

  /** The event as an object, all of it; empty, with a fault, if it is something else. */
  Optional<Part> object(String pointer, Json event) {
    return object(pointer, event, Set.of());
  }

  /**
   * The same.
   *
   * @param besides fields that hold events of their own
   */
  Optional<Part> object(String pointer, Json event, Set<String> besides) {
    if (event instanceof Json.Obj object) {
      Repeats.tell(this, pointer, object, besides);
      return Optional.of(new Part(this, pointer, object));
    }
    fault(pointer, "an event is a JSON object, this is " + event.kind());
    return Optional.empty();
  }

  /** A field's value; empty, with a fault, if it has none. */
  <T> Optional<T> settle(String pointer, Field<T> field) {
    return switch (field) {
      case Field.Good<T>(T value) -> Optional.of(value);
      case Field.Bad<T>(String detail) -> {
        fault(pointer, detail);
        yield Optional.empty();
      }
    };
  }

  /** Does nothing if something is wrong with the event: then it is told by its faults. */
  void passedOver(String kind, boolean known, @Nullable String source) {
    if (!faulty) {
      all.passedOver(new ParsedEvents.PassedOver(Words.plain(kind), known, source));
    }
  }

  /** The same. What is null must have been told as a fault. */
  void hint(@Nullable String source, @Nullable String key, @Nullable ChangeKind kind, Known known) {
    if (faulty || source == null || key == null || kind == null) {
      return;
    }
    all.hint(
        new Hint(
            new ObjectId(source, key),
            kind,
            known.etag(),
            known.size(),
            known.sha256(),
            known.occurredAt(),
            known.sequencer()));
  }

  /** What a sender may know of an object, beside that it is there. */
  record Known(
      @Nullable String etag,
      @Nullable Long size,
      @Nullable String sha256,
      @Nullable Instant occurredAt,
      @Nullable String sequencer) {}
}
