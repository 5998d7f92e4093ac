package fr.mangatheque.continuity.producer.intake;

/** How something is, and a sentence about it that anybody may read. */
public sealed interface Health {
  String words();

  /** It works. */
  record Up(String words) implements Health {}

  /** It does not: what is wrong, and what to do about it. */
  record Down(String words) implements Health {}
}
