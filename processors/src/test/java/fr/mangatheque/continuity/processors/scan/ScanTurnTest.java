package fr.mangatheque.continuity.processors.scan;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.OpenGroup;
import fr.mangatheque.continuity.schemas.event.ScanKind;
import fr.mangatheque.continuity.schemas.event.ScanOutcome;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.schemas.event.ScanSide;
import fr.mangatheque.continuity.schemas.state.StoredScan;
import fr.mangatheque.continuity.schemas.state.StoredScanHistory;
import fr.mangatheque.continuity.schemas.state.StoredSideHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanTurnTest {
  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");
  private static final ScanPolicy POLICY =
      new ScanPolicy(2, 20, Duration.ofMinutes(5), Duration.ofHours(4), Duration.ofSeconds(3));

  private Instant now = START;
  private @Nullable StoredScan run;
  private StoredScanHistory history = StoredScanHistory.newBuilder().build();
  private final List<Output> outputs = new ArrayList<>();

  private void turn(Function<ScanTurn, Step> decision) {
    Step step = decision.apply(new ScanTurn(POLICY, run, history, now));
    run = step.run();
    history = step.history();
    outputs.addAll(step.outputs());
  }

  private void begin(ScanKind kind, String id) {
    String job = ScanRecords.job(kind);
    JobRequest request =
        JobRequest.newBuilder()
            .setRunId(id)
            .setSchedule("uploads/" + job)
            .setSource("uploads")
            .setJob(job)
            .setDueAt(now)
            .setRequestedAt(now)
            .build();
    turn(turn -> turn.begin(request, kind));
  }

  private void after(Duration duration) {
    now = now.plus(duration);
    turn(ScanTurn::due);
  }

  /** Past the backup, which the first one lists before the source. */
  private void beginFirstReconcile() {
    begin(ScanKind.RECONCILE, "r1");
    answerLast(ScanOutcome.DONE);
  }

  private List<ScanRequest> asked() {
    return outputs.stream()
        .filter(Output.Slice.class::isInstance)
        .map(it -> ((Output.Slice) it).request())
        .toList();
  }

  private List<JobReport> reports() {
    return outputs.stream()
        .filter(Output.Report.class::isInstance)
        .map(it -> ((Output.Report) it).report())
        .toList();
  }

  private List<FailureEvent> failures() {
    return outputs.stream()
        .filter(Output.Failure.class::isInstance)
        .map(it -> ((Output.Failure) it).event())
        .toList();
  }

  private static ScanResult.Builder to(ScanRequest request, ScanOutcome outcome) {
    return ScanResult.newBuilder()
        .setScanId(request.getScanId())
        .setSource(request.getSource())
        .setSide(request.getSide())
        .setShard(request.getShard())
        .setSlice(request.getSlice())
        .setAttempt(request.getAttempt())
        .setOutcome(outcome)
        .setPages(1)
        .setListed(outcome == ScanOutcome.FAILED ? 0 : 10)
        .setAt(START);
  }

  private void answer(ScanResult.Builder result) {
    turn(turn -> turn.answered(result.build()));
  }

  private void answerLast(ScanOutcome outcome) {
    answer(to(asked().getLast(), outcome).setNext(outcome == ScanOutcome.MORE ? "m" : null));
  }

  private void fail(CauseClass cause) {
    answer(to(asked().getLast(), ScanOutcome.FAILED).setCause(Causes.of(cause, "because")));
  }

  @Test
  void aSliceLeadsToTheNextUntilTheSideIsDone() {
    begin(ScanKind.REBUILD, "r1");
    answerLast(ScanOutcome.MORE);

    assertThat(asked().getLast().getSlice()).isEqualTo(1);
    assertThat(asked().getLast().getAfter()).isEqualTo("m");
    answerLast(ScanOutcome.DONE);
    assertThat(run).isNull();
    assertThat(reports())
        .extracting(JobReport::getPhase)
        .containsExactly(JobPhase.STARTED, JobPhase.SUCCEEDED);
    assertThat(reports().getLast().getDone()).isEqualTo(20);
  }

  @Test
  void aResultToldTwiceCountsOnce() {
    begin(ScanKind.REBUILD, "r1");
    ScanRequest first = asked().getLast();
    answer(to(first, ScanOutcome.MORE).setNext("m"));
    answer(to(first, ScanOutcome.MORE).setNext("m"));
    answer(to(first, ScanOutcome.DONE));

    assertThat(asked()).hasSize(2);
    assertThat(run).isNotNull();
    assertThat(run.getSides().getLast().getListed()).isEqualTo(10);
  }

  @Test
  void aRunThatEndedOrIsUnderWayDoesNotBeginAgain() {
    begin(ScanKind.REBUILD, "r1");
    begin(ScanKind.REBUILD, "r1");
    answerLast(ScanOutcome.DONE);
    begin(ScanKind.REBUILD, "r1");

    assertThat(asked()).hasSize(1);
  }

  @Test
  void whileOneIsUnderWayTheNextIsSkippedWithAWord() {
    begin(ScanKind.AUDIT, "r1");
    begin(ScanKind.AUDIT, "r2");

    assertThat(reports().getLast().getPhase()).isEqualTo(JobPhase.SKIPPED);
    assertThat(reports().getLast().getRunId()).isEqualTo("r2");
    assertThat(reports().getLast().getStartedAt()).isNull();
    assertThat(reports().getLast().getDetail()).contains("under way");
  }

  @Test
  void theFirstAuditIsTheBackfillAndListsTheBackupFirst() {
    begin(ScanKind.AUDIT, "r1");
    assertThat(asked().getLast().getSide()).isEqualTo(ScanSide.BACKUP);
    assertThat(asked().getLast().getBackfill()).isTrue();
    answerLast(ScanOutcome.DONE);
    assertThat(asked().getLast().getSide()).isEqualTo(ScanSide.SOURCE);
    answerLast(ScanOutcome.DONE);

    begin(ScanKind.AUDIT, "r2");

    assertThat(asked().getLast().getBackfill()).isFalse();
    assertThat(outputs).filteredOn(Output.Ended.class::isInstance).hasSize(1);
    assertThat(outputs).filteredOn(Output.Audited.class::isInstance).hasSize(1);
  }

  @Test
  void theFirstReconcileTellsWhatTheBackupHasBeforeItLooksAtTheSource() {
    begin(ScanKind.RECONCILE, "r1");
    assertThat(asked()).extracting(ScanRequest::getSide).containsExactly(ScanSide.BACKUP);
    answerLast(ScanOutcome.DONE);
    assertThat(asked().getLast().getSide()).isEqualTo(ScanSide.SOURCE);
    answerLast(ScanOutcome.DONE);
    assertThat(reports().getLast().getPhase()).isEqualTo(JobPhase.SUCCEEDED);

    begin(ScanKind.RECONCILE, "r2");

    assertThat(asked().getLast().getSide()).isEqualTo(ScanSide.SOURCE);
  }

  @Test
  void aReconcileGoesBackADayBehindTheStoresClockOfTheLast() {
    beginFirstReconcile();
    assertThat(asked().getLast().getWatermark()).isEqualTo(START.minus(Duration.ofDays(1)));
    Instant storesClock = START.minus(Duration.ofHours(1));
    answer(to(asked().getLast(), ScanOutcome.DONE).setServerDate(storesClock));

    begin(ScanKind.RECONCILE, "r2");

    assertThat(asked().getLast().getWatermark()).isEqualTo(storesClock.minus(Duration.ofDays(1)));
    fail(CauseClass.ACCESS_DENIED);
    begin(ScanKind.RECONCILE, "r3");
    assertThat(asked().getLast().getWatermark()).isEqualTo(storesClock.minus(Duration.ofDays(1)));
  }

  @Test
  void aFailedSliceIsTriedAgainLaterAndLater() {
    begin(ScanKind.REBUILD, "r1");
    fail(CauseClass.THROTTLED);
    after(Duration.ofMillis(999));
    assertThat(asked()).hasSize(1);
    after(Duration.ofMillis(1));
    assertThat(asked().getLast().getAttempt()).isEqualTo(2);
    fail(CauseClass.THROTTLED);
    after(Duration.ofMillis(1_999));
    assertThat(asked()).hasSize(2);
    after(Duration.ofMillis(1));

    answerLast(ScanOutcome.DONE);

    assertThat(failures())
        .extracting(FailureEvent::getKind)
        .containsExactly(FailureKind.RAISED, FailureKind.RAISED, FailureKind.CLEARED);
    assertThat(failures()).extracting(FailureEvent::getSince).contains(START);
    assertThat(failures().getFirst().getPermanent()).isFalse();
  }

  @Test
  void aScanThatFailsForTooLongHasFailed() {
    begin(ScanKind.REBUILD, "r1");
    fail(CauseClass.UNREACHABLE);
    while (run != null && now.isBefore(START.plus(Duration.ofHours(9)))) {
      after(Duration.ofMinutes(5));
      fail(CauseClass.UNREACHABLE);
    }

    assertThat(now).isEqualTo(START.plus(Duration.ofHours(4)));
    assertThat(reports().getLast().getPhase()).isEqualTo(JobPhase.FAILED);
    assertThat(reports().getLast().getCauseClass()).isEqualTo("UNREACHABLE");
    assertThat(failures().getLast().getPermanent()).isTrue();
  }

  @Test
  void whatOnlyAPersonCanMendEndsItAtOnceAndIsOverWithTheNextThatSucceeds() {
    begin(ScanKind.REBUILD, "r1");
    fail(CauseClass.NO_SUCH_BUCKET);

    assertThat(run).isNull();
    assertThat(reports().getLast().getPhase()).isEqualTo(JobPhase.FAILED);
    begin(ScanKind.REBUILD, "r2");
    answerLast(ScanOutcome.DONE);
    assertThat(failures())
        .extracting(FailureEvent::getKind)
        .containsExactly(FailureKind.RAISED, FailureKind.CLEARED);
    assertThat(failures())
        .extracting(FailureEvent::getCauseKey)
        .containsOnly("uploads/SCAN/NO_SUCH_BUCKET");
  }

  @Test
  void aSliceWithoutAResultIsAskedForAgainByItsDeadline() {
    begin(ScanKind.REBUILD, "r1");
    ScanRequest first = asked().getLast();
    after(Duration.ofMinutes(5));

    assertThat(asked().getLast().getAttempt()).isEqualTo(2);
    answer(to(first, ScanOutcome.FAILED).setCause(Causes.of(CauseClass.INTERNAL, "late")));
    assertThat(run).isNotNull();
    answer(to(first, ScanOutcome.DONE));
    assertThat(run).isNull();
  }

  @Test
  void whereTheClockWentBackNothingWaitsForIt() {
    begin(ScanKind.REBUILD, "r1");
    now = START.minus(Duration.ofHours(1));
    turn(ScanTurn::due);

    assertThat(asked()).hasSize(2);
  }

  private void knownBefore(ScanSide side, long names, String... cuts) {
    history =
        StoredScanHistory.newBuilder(history)
            .setCompletedAt(START)
            .setSides(
                Sides.with(
                    history.getSides(),
                    StoredSideHistory.newBuilder()
                        .setSide(side)
                        .setListed(names)
                        .setCuts(List.of(cuts))
                        .build()))
            .build();
  }

  @Test
  void aSideIsCutWhereTheLastListingSaid() {
    knownBefore(ScanSide.BACKUP, 300_000, "g", "p");
    begin(ScanKind.REBUILD, "r1");

    assertThat(asked()).as("a window of two").hasSize(2);
    assertThat(asked().getFirst().getUntil()).isEqualTo("g");
    answer(to(asked().getFirst(), ScanOutcome.DONE));
    assertThat(asked()).hasSize(3);
    assertThat(asked().get(1).getAfter()).isEqualTo("g");
    assertThat(asked().get(1).getUntil()).isEqualTo("p");
    assertThat(asked().get(2).getFrom()).isEqualTo("p");
    assertThat(asked().get(2).getUntil()).isNull();
  }

  @Test
  void whatSeveralShardsSawOfAKeyIsToldOnce() {
    knownBefore(ScanSide.BACKUP, 200_000, "site/objects/a/2026");
    begin(ScanKind.REBUILD, "r1");
    answer(to(asked().get(0), ScanOutcome.DONE).setOpen(List.of(group("20260101", 2))));
    answer(to(asked().get(1), ScanOutcome.DONE).setOpen(List.of(group("20260303", 1))));

    List<CopyResult> proofs =
        outputs.stream()
            .filter(Output.Proof.class::isInstance)
            .map(it -> ((Output.Proof) it).result())
            .toList();
    assertThat(proofs).hasSize(1);
    assertThat(proofs.getFirst().getEntry().getName()).startsWith("20260303");
    assertThat(proofs.getFirst().getVersions()).isEqualTo(3);
  }

  private static OpenGroup group(String day, int versions) {
    return OpenGroup.newBuilder()
        .setObjectKey("a")
        .setGreatest(day + "T000000.000Z~" + "0".repeat(64) + "~e")
        .setSize(1)
        .setVersions(versions)
        .setHeldBytes(versions)
        .build();
  }

  @Test
  void anEmptyListingWhereItWasNotIsNoResult() {
    knownBefore(ScanSide.SOURCE, 7);
    begin(ScanKind.RECONCILE, "r1");
    answer(to(asked().getLast(), ScanOutcome.DONE).setListed(0));

    assertThat(reports().getLast().getCauseClass()).isEqualTo("LISTING_IMPLAUSIBLE");
    assertThat(history.getWatermark()).isNull();
  }

  @Test
  void aSourceWithoutObjectsIsBelievedWhereTheBackupHasNoneAlive() {
    knownBefore(ScanSide.SOURCE, 7);
    begin(ScanKind.AUDIT, "r1");
    answer(to(asked().getLast(), ScanOutcome.DONE).setLive(0));
    answer(to(asked().getLast(), ScanOutcome.DONE).setListed(0));

    assertThat(reports().getLast().getPhase()).isEqualTo(JobPhase.SUCCEEDED);
  }

  @Test
  void namesThatCannotBeBackedUpAreAFailureUntilTheyAreGone() {
    beginFirstReconcile();
    answer(to(asked().getLast(), ScanOutcome.DONE).setUnusable(2).setUnusableExample("x"));
    assertThat(failures().getLast().getDetail()).contains("2 names").contains("x");

    begin(ScanKind.RECONCILE, "r2");
    answerLast(ScanOutcome.DONE);

    assertThat(failures())
        .extracting(FailureEvent::getKind)
        .containsExactly(FailureKind.RAISED, FailureKind.CLEARED);
  }

  @Test
  void aScanOfASourceThatIsNoLongerConfiguredEndsWithoutAnIncident() {
    begin(ScanKind.AUDIT, "r1");
    turn(ScanTurn::abandon);

    assertThat(run).isNull();
    assertThat(reports().getLast().getPhase()).isEqualTo(JobPhase.FAILED);
    assertThat(failures()).isEmpty();
  }

  @Test
  void progressIsToldNowAndThen() {
    begin(ScanKind.REBUILD, "r1");
    answerLast(ScanOutcome.MORE);
    now = now.plusSeconds(3);
    answerLast(ScanOutcome.MORE);
    answerLast(ScanOutcome.MORE);

    assertThat(reports())
        .extracting(JobReport::getPhase)
        .containsExactly(JobPhase.STARTED, JobPhase.PROGRESS);
    assertThat(reports().getLast().getDone()).isEqualTo(20);
  }

  @Test
  void samplesStayFewAndEven() {
    begin(ScanKind.REBUILD, "r1");
    int names = 0;
    while (names < 2_000) {
      int first = names;
      answer(
          to(asked().getLast(), ScanOutcome.MORE)
              .setListed(20_000)
              .setNext("n")
              .setSamples(IntStream.range(first, first + 2).mapToObj("%05d"::formatted).toList()));
      names += 2;
    }
    assertThat(run).isNotNull();
    assertThat(run.getShards().getFirst().getSamples()).hasSizeBetween(100, 256);
    answerLast(ScanOutcome.DONE);

    List<String> cuts = Sides.cuts(history.getSides(), ScanSide.BACKUP);

    assertThat(cuts).hasSize(Samples.MOST_SHARDS - 1).isSorted();
    assertThat(Integer.parseInt(cuts.get(31))).isBetween(900, 1_100);
  }
}
