package fr.mangatheque.continuity.producer.form;

import fr.mangatheque.continuity.producer.hint.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a request's events come to, while they are read one after the other. For one thread. */
final class Collected implements Faults {
  static final String NOTHING = "the array is empty: send at least one event";

  private final KnownSources sources;
  private final int limit;
  private final List<Hint> hints = new ArrayList<>();
  private final List<ParsedEvents.PassedOver> passedOver = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private int count;
  private boolean tooMany;

  /**
   * @param limit the most events of one request
   */
  Collected(KnownSources sources, int limit) {
    this.sources = sources;
    this.limit = limit;
  }

  KnownSources sources() {
    return sources;
  }

  /** A place for the next event; empty if there are too many, and so no use in reading on. */
  Optional<Item> next() {
    if (count == limit) {
      tooMany = true;
      return Optional.empty();
    }
    return Optional.of(new Item(count++, this));
  }

  /** Reads the items of an array, or a value that stands alone, each as an event. */
  void readEach(Json value, BiConsumer<Item, Json> reader) {
    List<Json> items = value instanceof Json.Arr(List<Json> several) ? several : List.of(value);
    if (items.isEmpty()) {
      fault("", NOTHING);
    }
    for (Json json : items) {
      Optional<Item> item = next();
      if (item.isEmpty()) {
        return;
      }
      reader.accept(item.get(), json);
    }
  }

  void hint(Hint hint) {
    hints.add(hint);
  }

  void passedOver(ParsedEvents.PassedOver event) {
    passedOver.add(event);
  }

  /** Something wrong outside all events; {@code pointer} is into the body. */
  @Override
  public void fault(String pointer, String detail) {
    fault(new Fault(null, pointer, detail));
  }

  void fault(Fault fault) {
    faults.add(fault);
  }

  boolean faulty() {
    return !faults.isEmpty();
  }

  boolean tooMany() {
    return tooMany;
  }

  ParsedEvents outcome() {
    if (tooMany) {
      return new ParsedEvents.TooMany(limit);
    }
    return faults.isEmpty()
        ? new ParsedEvents.Understood(hints, passedOver)
        : new ParsedEvents.Faulty(faults);
  }
}
