package fr.mangatheque.continuity.producer.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Fields that are given more than once: one reader takes the first, another the last. */
final class Repeats {
  /** Enough to see what is the matter; there may be very many. */
  static final int MOST = 10;

  static final String DETAIL = "this field is given more than once: give it once";

  private final Faults faults;
  private final String start;

  /** From the start to where it looks: made into a pointer only to tell of something. */
  private final List<String> path = new ArrayList<>();

  private int told;

  private Repeats(Faults faults, String start) {
    this.faults = faults;
    this.start = start;
  }

  /**
   * Tells of those in {@code value} and in whatever is in it.
   *
   * @param besides fields of the value itself whose content others look at
   */
  static void tell(Faults faults, String pointer, Json value, Set<String> besides) {
    new Repeats(faults, pointer).look(value, besides);
  }

  private void look(Json value, Set<String> besides) {
    switch (value) {
      case Json.Obj(var fields, var repeated) -> {
        repeated.forEach(this::tell);
        fields.forEach(
            (name, field) -> {
              if (!besides.contains(name)) {
                enter(name, field);
              }
            });
      }
      case Json.Arr(List<Json> items) -> {
        for (int i = 0; i < items.size(); i++) {
          enter(String.valueOf(i), items.get(i));
        }
      }
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> {}
    }
  }

  private void enter(String name, Json value) {
    if (told < MOST && (value instanceof Json.Obj || value instanceof Json.Arr)) {
      path.add(name);
      look(value, Set.of());
      path.removeLast();
    }
  }

  private void tell(String name) {
    if (told < MOST) {
      told++;
      String pointer = path.stream().reduce(start, Pointers::to);
      faults.fault(Pointers.to(pointer, name), DETAIL);
    }
  }
}
