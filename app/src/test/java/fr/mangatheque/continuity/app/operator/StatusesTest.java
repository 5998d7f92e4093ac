package fr.mangatheque.continuity.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.app.operator.answer.Backfill;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.ReadBack;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.app.operator.answer.SourceStatus;
import fr.mangatheque.continuity.app.operator.answer.Standing;
import fr.mangatheque.continuity.app.operator.answer.Status;
import fr.mangatheque.continuity.app.operator.answer.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a source stands, from what all know. */
class StatusesTest {
  private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");
  private static final String SOURCE = KnownHere.SOURCE;

  private static Status of(List<Standing> standings, List<Job> jobs) {
    return Statuses.of(
        new Whole(standings, Map.of(), jobs, List.of(), List.of(), List.of()),
        List.of(SOURCE),
        NOW);
  }

  private static Standing standing(int partition, long objects, long backlog, boolean backfilled) {
    return new Standing(
        partition,
        SOURCE,
        new Totals(objects, 0, objects, 0, backlog, backlog, 0, 0, 0, 0),
        backlog == 0 ? null : NOW.minusSeconds(partition),
        backfilled,
        partition == 0 ? null : new ReadBack(86_400, objects, 10 * objects, 1, 10));
  }

  private static Run run(String phase, @Nullable Long done, @Nullable Long total) {
    return new Run("id", phase, NOW, NOW.minusSeconds(100), done, total, Map.of(), null, "");
  }

  private static Job audit(@Nullable Run running, @Nullable Run last, @Nullable Instant succeeded) {
    return new Job(SOURCE, "audit", null, null, running, last, succeeded, null);
  }

  private static SourceStatus only(Status status) {
    return status.sources().getFirst();
  }

  @Test
  void partitionsAddUpAndTheOldestChangeIsTheOldestOfAll() {
    SourceStatus source =
        only(of(List.of(standing(1, 5, 1, true), standing(2, 6, 1, true)), List.of()));

    assertThat(source.totals().objects()).isEqualTo(11);
    assertThat(source.oldestPending()).isEqualTo(NOW.minusSeconds(2));
    assertThat(source.state()).isEqualTo(SourceStatus.OK);
    assertThat(source.readBack()).isEqualTo(new ReadBack(86_400, 11, 110, 2, 20));
  }

  @Test
  void howMuchWasReadBackIsToldOnceAllPartitionsHaveCounted() {
    SourceStatus source =
        only(of(List.of(standing(0, 5, 1, true), standing(1, 6, 1, true)), List.of()));

    assertThat(source.readBack()).isNull();
  }

  @Test
  void theFirstBackupWaitsThenListsThenCopiesThenIsComplete() {
    List<Standing> before = List.of(standing(0, 0, 0, false));
    assertThat(only(of(before, List.of())).backfill().step()).isEqualTo(Backfill.WAITING);

    Job listing = audit(run(Run.PROGRESS, 250L, 1000L), null, null);
    assertThat(only(of(before, List.of(listing))).backfill())
        .isEqualTo(new Backfill(Backfill.LISTING, 250L, 1000L, 300L));

    Job listed = audit(null, run(Run.SUCCEEDED, null, null), NOW);
    List<Standing> copying = List.of(standing(0, 10, 0, true), standing(1, 40, 50, false));
    assertThat(only(of(copying, List.of(listed))).backfill())
        .isEqualTo(new Backfill(Backfill.COPYING, 50L, 100L, 100L));
    assertThat(only(of(copying, List.of(listed))).state()).isEqualTo(SourceStatus.BACKFILL);

    List<Standing> after = List.of(standing(0, 10, 0, true), standing(1, 90, 0, true));
    assertThat(only(of(after, List.of(listed))).backfill().step()).isEqualTo(Backfill.COMPLETE);
  }

  @Test
  void aJobWhoseLastRunFailedNeedsAPerson() {
    List<Standing> standings = List.of(standing(0, 1, 0, true));

    assertThat(of(standings, List.of(audit(null, run(Run.FAILED, null, null), NOW))).well())
        .isFalse();
    assertThat(of(standings, List.of(audit(null, run(Run.SKIPPED, null, null), NOW))).well())
        .isTrue();
  }
}
