package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Severity;

/** Words for what can be the matter in our own house. */
final class HouseWords {
  static final Words STAGING_FULL =
      Words.critical(
          "is used up",
          Words.WAITS,
          "Free space on the disk that holds data-dir, or raise copy.memory-budget.");

  static final Words NO_ANSWER =
      Words.warning(
          "gives no results by the deadline",
          Words.WAITS,
          "Look whether the process with the processors role runs and what it logs; restart it if"
              + " it hangs. What it was asked for is asked for again.");

  static final Words UNREADABLE_RECORD =
      Words.warning(
              "meets records that it cannot read",
              "The records lie in the dead-letter topic and are not lost. If they were events, the"
                  + " uploads they spoke of are protected once a scan finds them.",
              "Look at the dead-letter topic: its headers say where each record came from and what"
                  + " is wrong. Usually a program that is not ours, or a newer one, writes to our"
                  + " topics.")
          .over("No more of them came; those in the dead-letter topic are still there.");

  static final Words UNKNOWN_EVENTS =
      Words.warning(
              "hears of events of kinds that it does not know",
              "They are accepted and passed over. If they tell of uploads or removals, those are"
                  + " found by a scan only, later than usual.",
              "Read the detail: it names the kinds and who sends them. If they tell of no change of"
                  + " an object, let the sender not send them; if they do, update the intake or"
                  + " have the sender use a form that docs/how-to/emit-events.md lists.")
          .over("None of them came for an hour.");

  static final Words DELIVERY_FAILED =
      new Words(
          Severity.CRITICAL,
          "cannot be told",
          "Protection goes on, but alerts sent to this channel reach nobody. They are kept, and"
              + " sent once the channel takes them, for a day.",
          "Try the channel by hand (address, token, mail server), correct it in the configuration"
              + " and restart. Until then watch another channel.",
          "The channel takes messages again.");

  static final Words INTERNAL =
      Words.warning(
          "meets a fault of ours",
          "The objects named may not be protected in their present state. They are tried again;"
              + " what the backup holds stays restorable.",
          "Read the log around the time named and report it with the detail. A restart does no"
              + " harm: nothing is lost by one.");

  private HouseWords() {}

  /** For a cause that a newer version named. */
  static Words unknown(String causeClass) {
    return Words.warning(
        "fails with " + causeClass + ", which this version does not know",
        "The objects named may not be protected in their present state. They are tried again; what"
            + " the backup holds stays restorable.",
        "Read the detail, and the log around the time named. Update the notifier: a newer part of"
            + " the pipeline named this cause.");
  }
}
