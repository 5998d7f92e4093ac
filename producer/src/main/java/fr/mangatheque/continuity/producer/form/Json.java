package fr.mangatheque.continuity.producer.form;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A JSON value, just as it was written: numbers stay text, and what is said twice is known. */
sealed interface Json {
  /**
   * @param fields by name, in their order; of one given more than once, the last
   * @param repeated names that were given more than once
   */
  record Obj(Map<String, Json> fields, Set<String> repeated) implements Json {
    public Obj {
      fields = Collections.unmodifiableMap(fields);
      repeated = Collections.unmodifiableSet(repeated);
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = Collections.unmodifiableList(items);
    }
  }

  record Str(String text) implements Json {}

  /**
   * @param digits as written
   * @param whole whether there is neither a fraction nor an exponent
   */
  record Num(String digits, boolean whole) implements Json {}

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}

  /** The value in words, for somebody who sent another kind than was asked for. */
  default String kind() {
    return switch (this) {
      case Obj _ -> "an object";
      case Arr _ -> "an array";
      case Str _ -> "a string";
      case Num(_, boolean whole) -> whole ? "a number" : "a number with a fraction or an exponent";
      case Bool _ -> "true or false";
      case Null _ -> "null";
    };
  }
}
