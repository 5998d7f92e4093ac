package fr.mangatheque.continuity.producer.form;

/** A field's value, or what is wrong with it. */
sealed interface Field<T> {
  record Good<T>(T value) implements Field<T> {}

  record Bad<T>(String detail) implements Field<T> {}

  /** Reads a field's text. */
  @FunctionalInterface
  interface Rule<T> {
    Field<T> read(String text);
  }
}
