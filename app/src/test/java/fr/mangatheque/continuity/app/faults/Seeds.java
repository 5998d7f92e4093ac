package fr.mangatheque.continuity.app.faults;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Which seeds are run: those of the property {@code faults.seeds}, such as {@code 1-20,77}. */
final class Seeds {
  private static final String PROPERTY = "faults.seeds";

  private Seeds() {}

  static LongStream asked() {
    return parse(System.getProperty(PROPERTY, "1"));
  }

  static LongStream parse(String seeds) {
    return Arrays.stream(seeds.split(",", -1))
        .map(range -> range.strip().split("-", 2))
        .flatMapToLong(
            range ->
                LongStream.rangeClosed(
                    Long.parseLong(range[0]), Long.parseLong(range[range.length - 1])));
  }
}
