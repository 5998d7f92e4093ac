package fr.mangatheque.continuity.notifier.incident;

/** Words for what scans, the guard and the scrub find. */
final class FoundWords {
  static final Words MISSED_EVENTS =
      Words.warning(
              "found many objects that no event told of",
              "They are copied now, later than they should have been. Until the events come again,"
                  + " new uploads are protected at the next scan only.",
              "Look whether the application still sends events: its log, the token, the intake's"
                  + " metrics, and the queue if there is one.")
          .over("The last scan found few objects or none that no event had told of.");

  static final Words LISTING_IMPLAUSIBLE =
      Words.critical(
              "got a listing that cannot be true",
              "Nothing is concluded from it, and nothing is taken for deleted. Events are followed"
                  + " as ever.",
              "Look at the bucket with the provider's own tools: whether it was emptied or"
                  + " replaced, and whether the credentials still may list all of it.")
          .over("A later listing was whole.");

  static final Words MASS_DELETION =
      Words.critical(
              "holds back deletions until a person decides",
              "So much is gone from the origin at once that it may be a mistake or an attack. No"
                  + " deletion marker is written; the backup keeps all versions, and new uploads"
                  + " are protected as ever.",
              "Read the detail: it has counts, examples and the command. Find out whether the"
                  + " deletion was meant, then `continuity guard approve ID` or `continuity guard"
                  + " reject ID`.")
          .over("A person has decided, or the objects are there again.");

  static final Words LOST_VERSION =
      Words.critical(
              "found a version that cannot be repaired",
              "The bytes of the versions named are corrupt in the backup or missing from it, and"
                  + " the origin no longer holds them. Other versions are not concerned.",
              "Ask the backup's provider for the versions named. Look for another copy of them"
                  + " before anything else is deleted.")
          .over("The versions named could be read or repaired after all.");

  static final Words BEHIND =
      Words.warning(
              "does not keep up with what it should read again",
              "Some versions were not read back for longer than was set; what is corrupt among them"
                  + " would be found late.",
              "Raise the daily budget of the scrub, or the number of days in which all is to be"
                  + " read again.")
          .over("All is read again within the days set.");

  private FoundWords() {}
}
