package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.integer;

import java.util.List;

/** The keys about listing buckets. */
final class ScanKeys {
  static final Key<Integer> MISSED_EVENTS =
      Key.of(
              "scan.missed-events-threshold",
              integer(0, 1_000_000),
              "An incident is raised once more objects of a source than this were found by listings"
                  + " within an hour, and announced by no event; 0 raises none, for a source that"
                  + " nobody sends events about.")
          .standard("10");

  static final Section SECTION =
      new Section(
          "scan",
          "Listings of both buckets: reconcile, audit and rebuild.",
          List.of(MISSED_EVENTS),
          "");

  private ScanKeys() {}
}
