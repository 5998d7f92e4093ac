package fr.mangatheque.continuity.processors.guard;

import java.util.List;
import java.util.Locale;

/** What a person is told of a case. */
final class CaseWords {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final int NAMED = 3;
  private static final int LONGEST_KEY = 200;

  private CaseWords() {}

  static String detail(String source, Phase.Case open, GuardState state, long lately) {
    return "%s (%s) are gone from %s at once; %s.%s No deletion is marked in the backup until a"
            .formatted(
                objects(state.pending()),
                bytes(state.bytes()),
                source,
                state.audited() == null
                    ? "no audit has counted its objects yet"
                    : "the last complete audit counted " + objects(state.audited()),
                lately == 0 ? "" : " " + objects(lately) + " before them were let through.")
        + " person decides. If it was meant: continuity guard approve %s. If not: continuity guard"
            .formatted(open.id())
        + " reject %s.%s".formatted(open.id(), examples(open.raised()));
  }

  private static String examples(List<String> keys) {
    List<String> some =
        keys.stream()
            .limit(NAMED)
            .map(key -> key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "…" : key)
            .toList();
    return some.isEmpty() ? "" : " For example: " + String.join(", ", some);
  }

  private static String objects(long count) {
    return count == 1 ? "1 object" : String.format(Locale.ROOT, "%,d objects", count);
  }

  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    for (; value >= 1024 && unit < UNITS.length - 1; unit++) {
      value /= 1024;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
