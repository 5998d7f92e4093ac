package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final Coverage COVERAGE = new Coverage(Duration.ofDays(90), 2, 20, 1, 10);
  private static final Instant NOW = Examples.NOW;

  private static PartitionStanding answer(
      int partition, long objects, Moment oldest, @Nullable Instant backfilled) {
    return new PartitionStanding(
        partition,
        Map.of(
            "uploads",
            new SourceStanding(
                objects,
                10 * objects,
                objects,
                0,
                1,
                1,
                0,
                0,
                0,
                0,
                oldest,
                oldest,
                backfilled,
                COVERAGE)));
  }

  @Test
  void answersAddUpAndPartitionsThatNobodyAnsweredForAreNamed() {
    Moment early = new Moment("a", NOW);
    Moment late = new Moment("b", NOW.plusSeconds(5));

    Standing standing = Standing.of(4, List.of(answer(0, 3, late, NOW), answer(2, 4, early, null)));

    Coverage both = new Coverage(Duration.ofDays(90), 4, 40, 2, 20);
    assertThat(standing.complete()).isFalse();
    assertThat(standing.missing()).containsExactly(1, 3);
    assertThat(standing.sources().get("uploads"))
        .isEqualTo(new SourceStanding(7, 70, 7, 0, 2, 2, 0, 0, 0, 0, early, late, null, both));
  }

  @Test
  void aPartitionThatAnswersTwiceCountsOnce() {
    Moment moment = new Moment("a", NOW);

    Standing standing =
        Standing.of(1, List.of(answer(0, 3, moment, NOW), answer(0, 4, moment, NOW)));

    assertThat(standing.complete()).isTrue();
    assertThat(standing.sources().get("uploads").objects()).isEqualTo(4);
    assertThat(standing.sources().get("uploads").backfilledAt()).isEqualTo(NOW);
  }

  @Test
  void anAnswerOfAnotherLedgerIsRefused() {
    List<PartitionStanding> answers = List.of(answer(7, 1, new Moment("a", NOW), null));

    assertThatThrownBy(() -> Standing.of(4, answers)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void pagesOfSeveralProcessesGoThroughAllThatFailsOnceAndInOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int limit) {
    Random random = new Random(seed);
    List<List<FailingPosition>> processes = new ArrayList<>();
    List<FailingPosition> all = new ArrayList<>();
    for (int process = 0; process < 3; process++) {
      List<FailingPosition> own = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        own.add(position(random, process + "-" + i));
      }
      processes.add(own);
      all.addAll(own);
    }
    Collections.sort(all);

    List<FailingPosition> seen = new ArrayList<>();
    String after = null;
    do {
      List<FailingPage> pages = new ArrayList<>();
      for (List<FailingPosition> own : processes) {
        pages.add(page(pages.size(), own, limit, after));
      }
      FailingPage page = FailingPage.of(pages, limit);
      assertThat(page.partitions()).containsExactly(0, 1, 2);
      assertThat(page.objects()).hasSizeLessThanOrEqualTo(limit);
      page.objects().forEach(it -> seen.add(it.position()));
      after = page.next();
    } while (after != null);

    assertThat(seen).isEqualTo(all);
  }

  private static FailingPosition position(Random random, String key) {
    String source = TwoSources.SOURCES.get(random.nextInt(2));
    return new FailingPosition(
        NOW.plusMillis(random.nextInt(4)), new ObjectId(source, "key " + key));
  }

  /** As a process answers: by the places that its index would go on from. */
  private static FailingPage page(
      int partition, List<FailingPosition> own, int limit, @Nullable String after) {
    FailingPosition start = after == null ? null : FailingPosition.parse(after);
    List<FailingPosition> rest =
        own.stream()
            .filter(it -> start == null || isAtOrAfter(it, start.next(it.object().source())))
            .toList();
    return FailingPage.of(partition, rest, limit, _ -> view());
  }

  private static boolean isAtOrAfter(FailingPosition position, SourceIndex.Place from) {
    SourceIndex.Place place =
        new SourceIndex.Place(
            position.object().source(),
            position.since().toEpochMilli(),
            position.object().objectKey());
    return place.key().compareTo(from.key()) >= 0;
  }

  private static ObjectView view() {
    return new ObjectView(
        ObjectView.State.PENDING,
        NOW,
        null,
        0,
        null,
        new ObjectView.Trouble("BACKUP", "TIMEOUT", NOW),
        List.of());
  }

  @Test
  void aPlaceThatIsNoneIsRefused() {
    for (String text : new TreeSet<>(List.of("", "x", "12", "x uploads/a", "12 uploads"))) {
      assertThatThrownBy(() -> FailingPosition.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a place");
    }
  }
}
