package fr.mangatheque.continuity.processors.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.DeletionEvent;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.testkit.kafka.EmbeddedKafka;
import fr.mangatheque.continuity.testkit.s3.Gate;
import fr.mangatheque.continuity.testkit.s3.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final byte[] BYTES = "page".getBytes(StandardCharsets.UTF_8);
  private static final Instant LONG_AGO = Instant.parse("2026-01-02T03:04:05Z");
  private static final ScanPolicy POLICY =
      new ScanPolicy(4, 2, Duration.ofMinutes(2), Duration.ofHours(1), Duration.ofMillis(1));

  private static EmbeddedKafka broker;

  @TempDir private Path directory;
  private ScanFixture fixture;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void open() {
    fixture = new ScanFixture(broker, directory, POLICY);
  }

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private JobReport run(String job) throws Exception {
    String runId = fixture.ask(job);
    return await()
        .atMost(SOON)
        .until(
            () -> fixture.reports(runId).stream().filter(ScanIT::ended).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static boolean ended(JobReport report) {
    return switch (report.getPhase()) {
      case SUCCEEDED, FAILED, SKIPPED -> true;
      case STARTED, PROGRESS, UNKNOWN -> false;
    };
  }

  private static long figure(JobReport report, String name) {
    return report.getFigures().stream()
        .filter(figure -> figure.getName().equals(name))
        .mapToLong(Figure::getValue)
        .findFirst()
        .orElseThrow();
  }

  private void fill(int objects) {
    for (int i = 0; i < objects; i++) {
      String key = "mangas/%05d.jpg".formatted(i);
      fixture.origin.put(key, BYTES);
      fixture.origin.setLastModified(key, LONG_AGO);
    }
  }

  private Set<String> observed(String runId) {
    return fixture.read(fixture.topics.objectChanges()).stream()
        .filter(change -> change.getKind() == ChangeKind.OBSERVED)
        .filter(change -> runId.equals(change.getScanId()))
        .map(ObjectChange::getObjectKey)
        .collect(Collectors.toSet());
  }

  @Test
  void theFirstAuditListsTheBackupAndThenAllOfTheSource() throws Exception {
    fixture.startWorker("worker");
    fill(5_200);
    fixture.origin.put("continuity-canary/1", BYTES);
    String newest = fixture.protect("mangas/00000.jpg", LONG_AGO.plusSeconds(9), BYTES);
    fixture.protect("mangas/00000.jpg", LONG_AGO, BYTES);

    JobReport report = run("audit");

    assertThat(report.getPhase()).isEqualTo(JobPhase.SUCCEEDED);
    assertThat(report.getDetail()).contains("5,200 objects").contains("complete");
    assertThat(figure(report, "source-objects")).isEqualTo(5_200);
    assertThat(observed(report.getRunId())).hasSize(5_201);
    assertThat(fixture.read(fixture.topics.objectChanges()))
        .allMatch(ObjectChange::getBackfill)
        .allMatch(change -> change.getScanStartedAt().equals(report.getStartedAt()));
    List<CopyResult> proofs = fixture.read(fixture.topics.copyResults());
    assertThat(proofs).hasSize(1).allMatch(it -> it.getOutcome() == CopyOutcome.REBUILT);
    assertThat(proofs.getFirst().getEntry().getName()).isEqualTo(newest);
    assertThat(proofs.getFirst().getVersions()).isEqualTo(2);
    assertThat(proofs.getFirst().getHeldBytes()).isEqualTo(8);
  }

  @Test
  void theEndOfAnAuditGoesToEveryPartitionBehindAllHints() throws Exception {
    fixture.startWorker("worker");
    fill(50);

    JobReport report = run("audit");

    var records = fixture.records(fixture.topics.objectChanges());
    var serde = fixture.topics.objectChanges().valueSerde().deserializer();
    for (int partition = 0; partition < ScanFixture.PARTITIONS; partition++) {
      int of = partition;
      var mine = records.stream().filter(record -> record.partition() == of).toList();
      ObjectChange last = serde.deserialize("", mine.getLast().value());
      assertThat(last.getKind()).isEqualTo(ChangeKind.SCAN_ENDED);
      assertThat(last.getScanId()).isEqualTo(report.getRunId());
      assertThat(mine).allMatch(record -> record.timestamp() <= mine.getLast().timestamp());
    }
    DeletionEvent audited = fixture.read(fixture.topics.deletions()).getFirst();
    assertThat(audited.getCount()).isEqualTo(50);
    assertThat(audited.getScanId()).isEqualTo(report.getRunId());
  }

  @Test
  void anAuditAfterTheFirstComparesBothSidesAndIsNoBackfill() throws Exception {
    fixture.startWorker("worker");
    fill(10);
    fixture.protect("mangas/00000.jpg", LONG_AGO, BYTES);
    run("audit");

    JobReport second = run("audit");

    assertThat(fixture.read(fixture.topics.copyResults()).getLast().getOutcome())
        .isEqualTo(CopyOutcome.LISTED);
    assertThat(fixture.read(fixture.topics.objectChanges()))
        .filteredOn(change -> second.getRunId().equals(change.getScanId()))
        .noneMatch(ObjectChange::getBackfill);
    assertThat(second.getTotal()).isEqualTo(11);
  }

  @Test
  void aReconcileOfWhatIsOldCostsAListingAndTellsNothing() throws Exception {
    fixture.startWorker("worker");
    fill(2_500);
    run("reconcile");
    fixture.originServer.counters().reset();
    // the first lists it, in case the ledger was lost
    fixture.backupServer.counters().reset();

    JobReport report = run("reconcile");

    assertThat(report.getPhase()).isEqualTo(JobPhase.SUCCEEDED);
    assertThat(figure(report, "listed")).isEqualTo(2_500);
    assertThat(figure(report, "hinted")).isZero();
    assertThat(figure(report, "pages"))
        .isEqualTo(fixture.originServer.counters().requests(Operation.LIST))
        .isEqualTo(3);
    assertThat(fixture.originServer.counters().requests()).isEqualTo(3);
    assertThat(fixture.backupServer.counters().requests()).isZero();
  }

  @Test
  void aReconcileTellsOfWhatChangedLately() throws Exception {
    fixture.startWorker("worker");
    fill(20);
    run("reconcile");
    fixture.origin.put("mangas/00007.jpg", BYTES);

    JobReport report = run("reconcile");

    assertThat(observed(report.getRunId())).containsExactly("mangas/00007.jpg");
  }

  @Test
  void aRebuildTellsWhatTheBackupHolds() throws Exception {
    fixture.startWorker("worker");
    for (int i = 0; i < 2_100; i++) {
      fixture.protect("covers/" + i, LONG_AGO, BYTES);
    }

    JobReport report = run("rebuild");

    assertThat(report.getPhase()).isEqualTo(JobPhase.SUCCEEDED);
    assertThat(figure(report, "backup-keys")).isEqualTo(2_100);
    assertThat(fixture.read(fixture.topics.copyResults()))
        .hasSize(2_100)
        .allMatch(it -> it.getOutcome() == CopyOutcome.REBUILT);
    assertThat(fixture.originServer.counters().requests()).isZero();
  }

  @Test
  void aSourceThatIsEmptyWhereItWasNotEndsNothing() throws Exception {
    fixture.startWorker("worker");
    fill(3);
    fixture.protect("mangas/00001.jpg", LONG_AGO, BYTES);
    run("audit");
    fixture.origin.clear();

    JobReport report = run("audit");

    assertThat(report.getPhase()).isEqualTo(JobPhase.FAILED);
    assertThat(report.getCauseClass()).isEqualTo("LISTING_IMPLAUSIBLE");
    assertThat(report.getDetail()).contains("put any object into it");
    assertThat(fixture.read(fixture.topics.deletions())).hasSize(1);
    assertThat(fixture.read(fixture.topics.objectChanges()))
        .filteredOn(change -> change.getKind() == ChangeKind.SCAN_ENDED)
        .hasSize(ScanFixture.PARTITIONS);
  }

  @Test
  void aStoreThatHasTooMuchToDoIsAskedAgainAndAForbiddenOneEndsTheScan() throws Exception {
    fixture.startWorker("worker");
    fill(3);
    fixture.originServer.faults().on(Operation.LIST).times(2).status(500, "InternalError");
    assertThat(run("reconcile").getPhase()).isEqualTo(JobPhase.SUCCEEDED);
    fixture.originServer.faults().on(Operation.LIST).once().status(403, "AccessDenied");

    JobReport report = run("reconcile");

    assertThat(report.getPhase()).isEqualTo(JobPhase.FAILED);
    assertThat(report.getCauseClass()).isEqualTo("ACCESS_DENIED");
    assertThat(run("reconcile").getPhase()).isEqualTo(JobPhase.SUCCEEDED);
    List<FailureEvent> failures = fixture.read(fixture.topics.failures());
    assertThat(failures)
        .filteredOn(event -> event.getCauseClass().equals("ACCESS_DENIED"))
        .extracting(FailureEvent::getKind)
        .containsExactly(FailureKind.RAISED, FailureKind.CLEARED);
    assertThat(failures)
        .filteredOn(event -> event.getCauseClass().equals("SERVER_ERROR"))
        .extracting(FailureEvent::getKind)
        .containsExactly(FailureKind.RAISED, FailureKind.RAISED, FailureKind.CLEARED);
  }

  @Test
  void aWorkerThatEndsMidSliceLosesNothing() throws Exception {
    ScanWorker first = fixture.startWorker("worker");
    fill(6_500);
    Gate gate = fixture.originServer.faults().on(Operation.LIST).after(3).once().gateBeforeAnswer();
    String runId = fixture.ask("audit");
    gate.awaitArrived();

    first.close();
    gate.release();
    fixture.startWorker("worker");

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(fixture.reports(runId))
                    .anyMatch(report -> report.getPhase() == JobPhase.SUCCEEDED));
    assertThat(observed(runId))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 6_500).mapToObj("mangas/%05d.jpg"::formatted).toList());
    assertThat(fixture.reports(runId).getLast().getDone()).isEqualTo(6_500);
  }

  /** The end of an audit tells the ledger to judge what it did not see; it must come last, once. */
  private void assertWholeAndThenEnded(String runId, int objects) {
    assertThat(observed(runId))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, objects).mapToObj("mangas/%05d.jpg"::formatted).toList());
    var records = fixture.records(fixture.topics.objectChanges());
    var serde = fixture.topics.objectChanges().valueSerde().deserializer();
    for (int partition = 0; partition < ScanFixture.PARTITIONS; partition++) {
      int of = partition;
      List<ChangeKind> kinds =
          records.stream()
              .filter(record -> record.partition() == of)
              .map(record -> serde.deserialize("", record.value()))
              .filter(change -> runId.equals(change.getScanId()))
              .map(ObjectChange::getKind)
              .toList();
      assertThat(kinds).containsOnlyOnce(ChangeKind.SCAN_ENDED);
      assertThat(kinds.getLast()).isEqualTo(ChangeKind.SCAN_ENDED);
    }
    assertThat(fixture.read(fixture.topics.deletions()))
        .filteredOn(event -> runId.equals(event.getScanId()))
        .extracting(DeletionEvent::getCount)
        .containsExactly((long) objects);
  }

  private void awaitSuccess(String runId) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(fixture.reports(runId))
                    .extracting(JobReport::getPhase)
                    .containsOnlyOnce(JobPhase.STARTED, JobPhase.SUCCEEDED));
  }

  @Test
  void anAuditGoesOnWhereItWasWhenItsCoordinatorIsStartedAgain() throws Exception {
    fixture.startWorker("worker");
    fill(6_500);
    Gate gate = fixture.originServer.faults().on(Operation.LIST).after(3).once().gateBeforeAnswer();
    String runId = fixture.ask("audit");
    gate.awaitArrived();

    fixture.stopCoordinator();
    gate.release();
    await()
        .atMost(SOON)
        .until(
            () ->
                fixture.read(fixture.topics.scanResults()).stream()
                        .filter(result -> runId.equals(result.getScanId()))
                        .count()
                    == fixture.read(fixture.topics.scanRequests()).size());
    assertThat(fixture.reports(runId)).noneMatch(ScanIT::ended);
    fixture.restartCoordinator("first");

    awaitSuccess(runId);
    assertWholeAndThenEnded(runId, 6_500);
    assertThat(fixture.originServer.counters().requests(Operation.LIST))
        .as("seven pages, and a slice of two again at most")
        .isBetween(7L, 9L);
  }

  @Test
  void aCoordinatorThatLostItsStateDirectoryInTheMiddleOfAnAuditEndsItAllTheSame()
      throws Exception {
    fixture.startWorker("worker");
    fill(6_500);
    fixture.protect("mangas/00000.jpg", LONG_AGO, BYTES);
    run("audit");
    Gate gate = fixture.originServer.faults().on(Operation.LIST).after(3).once().gateBeforeAnswer();
    String runId = fixture.ask("audit");
    gate.awaitArrived();

    fixture.stopCoordinator();
    fixture.restartCoordinator("second");
    String beside = fixture.ask("audit");
    await().atMost(SOON).until(() -> fixture.reports(beside).stream().anyMatch(ScanIT::ended));
    gate.release();

    assertThat(fixture.reports(beside))
        .extracting(JobReport::getPhase)
        .containsExactly(JobPhase.SKIPPED);
    awaitSuccess(runId);
    assertWholeAndThenEnded(runId, 6_500);
  }

  @Test
  void bytesThatNobodyCanReadGoToTheDeadLettersAndHoldUpNothing() throws Exception {
    fixture.startWorker("worker");
    fill(3);
    byte[] poison = {1, 2, 3};
    for (int i = 0; i < 10; i++) {
      fixture.send(fixture.topics.scanRequests(), "x" + i, poison);
      fixture.send(fixture.topics.scanResults(), "x" + i, poison);
      fixture.send(fixture.topics.jobRequests(), "x" + i, poison);
    }

    assertThat(run("audit").getPhase()).isEqualTo(JobPhase.SUCCEEDED);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(fixture.records(fixture.topics.deadLetters())).hasSize(30));
  }

  @Test
  void aRunIsBegunOnce() throws Exception {
    fixture.startWorker("worker");
    fill(3);
    JobReport report = run("audit");
    var request = fixture.records(fixture.topics.jobRequests()).getFirst();

    fixture.send(fixture.topics.jobRequests(), ScanFixture.SOURCE + "/audit", request.value());
    run("audit");

    assertThat(fixture.reports(report.getRunId()))
        .filteredOn(it -> it.getPhase() == JobPhase.STARTED)
        .hasSize(1);
    assertThat(fixture.read(fixture.topics.scanRequests()))
        .extracting(ScanRequest::getScanId)
        .filteredOn(report.getRunId()::equals)
        .hasSize(2);
  }
}
