package fr.mangatheque.continuity.app.faults;

/** What happens at a moment of a schedule. */
sealed interface Move {
  /** Milliseconds after the start. */
  long at();

  /**
   * The application uploads.
   *
   * @param content a number that its bytes are made of: the same number and size, the same bytes
   * @param headers which of the sets of headers it has
   */
  record Upload(long at, String key, long content, int size, int headers, Fate fate)
      implements Move {}

  record Remove(long at, String key, Fate fate) implements Move {}

  /** Somebody tells of what never was. */
  record Forge(long at, String key) implements Move {}

  record Begin(long at, int fault, FaultKind kind) implements Move {}

  record End(long at, int fault, FaultKind kind) implements Move {}

  /** All that was so far is to be in the backup before it goes on. */
  record Heal(long at) implements Move {}

  /** What becomes of the event of a change. */
  enum Fate {
    TOLD,
    TOLD_THRICE,
    /** Some seconds later than the change. */
    LATE,
    /** With a time an hour ago. */
    BACKDATED,
    /** With others, in an order that is not theirs. */
    SHUFFLED,
    /** With the ETag and the size of something else. */
    MISTAKEN,
    /** Never. */
    LOST
  }
}
