package fr.mangatheque.continuity.producer.form;

/** Takes what is wrong, with its place in what is read. */
@FunctionalInterface
interface Faults {
  void fault(String pointer, String detail);
}
