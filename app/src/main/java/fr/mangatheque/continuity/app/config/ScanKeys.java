package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.DURATION;
import static fr.mangatheque.continuity.app.config.ValueType.integer;

import java.time.Duration;
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
  static final Key<Integer> CONCURRENCY =
      Key.of(
              "scan.concurrency",
              integer(1, 64),
              "Slices of listings at the same time in this process, at most; fewer while an"
                  + " endpoint asks to slow down. Listings come after fresh copies.")
          .standard("4");
  static final Key<Duration> GIVE_UP =
      Key.of(
              "scan.give-up-after",
              DURATION,
              "A listing that a store's failures have held up for so long has failed, and the next"
                  + " run of its job begins anew; 1m to 7d.")
          .standard("4h");

  static final Section SECTION =
      new Section(
          "scan",
          "Listings of both buckets: reconcile, audit and rebuild.",
          List.of(CONCURRENCY, GIVE_UP, MISSED_EVENTS),
          "");

  private ScanKeys() {}
}
