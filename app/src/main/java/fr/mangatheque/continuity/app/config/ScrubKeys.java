package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.DURATION;
import static fr.mangatheque.continuity.app.config.ValueType.SIZE;
import static fr.mangatheque.continuity.app.config.ValueType.integer;

import java.time.Duration;
import java.util.List;

/** The keys about reading backups back. */
final class ScrubKeys {
  static final Key<Duration> WITHIN =
      Key.of(
              "scrub.within",
              DURATION,
              "In which everything that a backup holds is read back once, and its bytes compared"
                  + " with what was copied. An incident tells where that cannot be kept.")
          .standard("90d");
  static final Key<DataSize> DAILY_BYTES =
      Key.of(
              "scrub.daily-bytes",
              SIZE,
              "Bytes that may be read back in a day of each source's backup, where reading costs.")
          .otherwise("as many as scrub.within takes")
          .example("10GiB");
  static final Key<Integer> DAILY_REQUESTS =
      Key.of(
              "scrub.daily-requests",
              integer(1, Integer.MAX_VALUE),
              "Requests that may be made for it in a day.")
          .otherwise("as many as scrub.within takes")
          .example("50000");

  static final Section SECTION =
      new Section(
          "scrub",
          "How backups are read back over time, so that damage there is found while there is"
              + " something to repair it from.",
          List.of(WITHIN, DAILY_BYTES, DAILY_REQUESTS),
          "");

  private ScrubKeys() {}
}
