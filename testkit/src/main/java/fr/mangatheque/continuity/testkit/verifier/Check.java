package fr.mangatheque.continuity.testkit.verifier;

/** What the verifier holds a backup to. */
public enum Check {
  /** The source holds what the journal says: without that nothing is proven. */
  JOURNAL_IS_RIGHT,
  /** What the source holds is the key's greatest entry. */
  PROTECTED,
  /** A restore would bring back its headers and metadata, too. */
  HEADERS,
  /** What the source no longer holds has a marker as its greatest entry. */
  DELETION_TOLD,
  /** What was once proven to be protected still is there. */
  KEPT,
  /** An entry, or a repaired copy of it, has the bytes its name says. */
  BYTES,
  /** Every version of a key was held by the source under that key. */
  INVENTED,
  /** A marker stands only where the source gave the key up. */
  MARKER,
  /** Entries are in the order in which the source held them. */
  ORDER,
  /** A state of the source has one version. */
  ONCE,
  /** Nothing stands in the backup that the format does not have. */
  FOREIGN,
  /** A fault that needed a human raised an incident. */
  RAISED,
  /** What is over was told to be over. */
  CLEARED,
  /** Nobody was woken for nothing. */
  CALM
}
