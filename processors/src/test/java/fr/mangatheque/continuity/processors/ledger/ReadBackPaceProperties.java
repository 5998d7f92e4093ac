package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A shelf of objects, read back by the pace alone, as grants come. */
class ReadBackPaceProperties {
  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");

  private static final class Shelf {
    private final ReadBackPace pace;
    private final Map<String, Instant> last = new HashMap<>();
    private final Map<String, Boolean> read = new HashMap<>();

    Shelf(ReadBackPace pace) {
      this.pace = pace;
    }

    void copied(String object, Instant at) {
      last.put(object, at);
      read.put(object, false);
    }

    /** How many were due, all of which are read back. */
    int grant(Instant now) {
      List<String> due =
          last.keySet().stream()
              .filter(
                  object ->
                      !pace.due(ReadBackPace.step(object, read.get(object)), last.get(object))
                          .isAfter(now))
              .toList();
      due.forEach(
          object -> {
            assertThat(pace.isBroken(last.get(object), now)).isFalse();
            last.put(object, now);
            read.put(object, true);
          });
      return due.size();
    }
  }

  @Property(tries = 100)
  void nothingIsEverOlderThanPromised(
      @ForAll @IntRange(min = 1, max = 200) int days,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 9_999) Integer> copies,
      @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 1_000) Integer> pauses) {
    Duration within = Duration.ofDays(days);
    Shelf shelf = new Shelf(new ReadBackPace(within));
    List<Integer> later = new ArrayList<>(copies);
    Instant now = START;
    for (int i = 0; now.isBefore(START.plus(within.multipliedBy(4))); i++) {
      if (!later.isEmpty()) {
        shelf.copied("pages/" + later.removeFirst() + "-" + i, now);
      }
      // thousandths of the longest pause between grants
      long pause = within.toMillis() / 10_000 * pauses.get(i % pauses.size());
      now = now.plusMillis(Math.max(pause, within.toMillis() / 2_000));
      shelf.grant(now);
    }
    Instant end = now;
    assertThat(shelf.last.values()).noneMatch(last -> shelf.pace.isBroken(last, end));
  }

  @Property(tries = 20)
  void aBurstOfCopiesIsReadBackAtASteadyPace(@ForAll @IntRange(min = 0, max = 9_999) int library) {
    Shelf shelf = new Shelf(new ReadBackPace(Duration.ofDays(90)));
    int objects = 9_000;
    for (int i = 0; i < objects; i++) {
      shelf.copied("library-" + library + "/page-" + i + ".jpg", START);
    }
    for (int day = 1; day <= 360; day++) {
      int read = shelf.grant(START.plus(Duration.ofDays(day)));

      assertThat(read).isLessThan(objects / 90 * 3);
    }
  }
}
