package fr.mangatheque.continuity.notifier.incident;

/** Words for what watching over time finds: scans, the guard, read-backs, round trips, jobs. */
final class WatchWords {
  static final Words MISSED_EVENTS =
      Words.warning(
              "finds many objects that no event announced",
              "They are being protected now that they were found, later than they should have been."
                  + " Until the events arrive again, an upload is only as safe as the next scan.",
              "Look whether the application still sends its events, and whether they are refused:"
                  + " continuity_hints_total by sender, the application's log, the queue."
                  + " docs/how-to/reconcile.md says how to find the gap.")
          .over("For an hour scans found nothing, or little, that no event had announced.");

  static final Words LISTING_IMPLAUSIBLE =
      Words.critical(
              "shows a listing that cannot be true",
              "Nothing is taken for deleted because of it, and nothing was changed in the backup."
                  + " Uploads that events announce are protected as ever; what no event announced"
                  + " is not found until listings can be believed again.",
              "Read the detail, and list the bucket yourself. If it is empty, or names another"
                  + " bucket than it did, find out what happened to it before anything else: the"
                  + " backup still holds all of it. docs/how-to/reconcile.md says what to do if it"
                  + " is meant to be empty.")
          .over("A listing came that makes sense.");

  static final Words MASS_DELETION =
      Words.critical(
              "holds back deletions: many objects are gone from the source at once",
              "The backup keeps every version, and no deletion marker is written. New uploads are"
                  + " protected as ever.",
              "Find out whether this was meant. If not, stop what deletes, run the reject command"
                  + " of the detail, and restore the objects. If it was, run the approve command;"
                  + " each key is asked for once more before its marker is written.")
          .over("A person decided, or all that was gone is there again.");

  static final Words MASS_OVERWRITE =
      Words.warning(
              "sees unusually many objects overwritten",
              "Every earlier version is kept beside the new one, so nothing is lost.",
              "Find out whether this was meant (a new image format, say). If not, stop what writes,"
                  + " and restore the versions before the time named.")
          .over("The number of overwrites is usual again.");

  static final Words LOST_VERSION =
      Words.critical(
              "has lost versions that the origin no longer has either",
              "The versions named cannot be restored from here. All others can, the newest of each"
                  + " key among them unless the detail names it.",
              "Look for another copy of the files named (a local one, a cache of the CDN). Tell the"
                  + " backup's provider at once, with names and times. Nothing is ever deleted by"
                  + " us, so find out who or what changed them.")
          .over("The versions named were read back and are right again.");

  static final Words BEHIND =
      Words.warning(
              "does not keep up with reading back what it holds",
              "Copies are made and verified as ever; but damage that happens in the backup itself"
                  + " is found later than was promised.",
              "Raise scrub.daily-bytes or scrub.daily-requests, or scrub.within. Look whether the"
                  + " backup's endpoint throttles us.")
          .over("Read-backs keep up again.");

  static final Words PAUSED =
      Words.warning(
              "does nothing for a source that a person paused",
              "Changes of the source are noted and not copied: its uploads since then are not"
                  + " protected.",
              "Run continuity resume --source NAME once the reason is gone. What waits is copied by"
                  + " itself.")
          .over("The source was resumed; what waited is being copied.");

  private WatchWords() {}
}
