package fr.mangatheque.continuity.processors.ledger;

/** What came of asking the ledger about an object. */
public sealed interface Finding {
  /** It is known here. */
  record Found(ObjectView view) implements Finding {}

  /** It would be known here, and is not. */
  record Unknown() implements Finding {}

  /**
   * Another process keeps its partition.
   *
   * @param host as that process advertises itself
   */
  record Elsewhere(String host, int port) implements Finding {}

  /**
   * Nobody can tell now.
   *
   * @param why in a sentence, for people
   */
  record Unavailable(String why) implements Finding {}
}
