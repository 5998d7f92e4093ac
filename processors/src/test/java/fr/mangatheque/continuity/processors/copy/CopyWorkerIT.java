package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.testkit.s3.Exchange;
import fr.mangatheque.continuity.testkit.s3.Gate;
import fr.mangatheque.continuity.testkit.s3.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyWorkerIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static Broker broker;

  @TempDir private Path dir;
  private WorkerFixture fixture;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new Broker();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void open() {
    fixture = new WorkerFixture(broker, dir, 4);
  }

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  private List<String> upload(int pages) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < pages; i++) {
      String key = "library/berserk/%04d.jpg".formatted(i);
      fixture.origin.put(key, Pictures.page(i, 120, 160));
      keys.add(key);
    }
    return keys;
  }

  private void askForAll(List<String> keys) throws Exception {
    for (String key : keys) {
      fixture.ask(key);
    }
  }

  private void awaitAnswers(int count) {
    await().atMost(SOON).until(() -> fixture.results().size() >= count);
  }

  private static void awaitReady(CopyWorker worker) {
    await().atMost(SOON).until(() -> worker.health().ready());
  }

  @Test
  void everyNewObjectCostsOneGetAndOnePut() throws Exception {
    CopyWorker worker = fixture.startWorker("one");
    awaitReady(worker);
    List<String> keys = upload(40);

    askForAll(keys);
    awaitAnswers(40);

    assertThat(fixture.outcomes()).hasSize(40).containsOnly(CopyOutcome.COPIED);
    assertThat(fixture.entries()).hasSize(40);
    for (String entry : fixture.entries()) {
      String key = entry.substring("objects/".length(), entry.lastIndexOf('/'));
      assertThat(fixture.backup.bytes(entry)).isEqualTo(fixture.origin.bytes(key));
    }
    assertThat(fixture.originServer.counters().requests(Operation.GET)).isEqualTo(40);
    assertThat(fixture.originServer.counters().requests()).isEqualTo(40);
    assertThat(fixture.backupServer.counters().requests(Operation.PUT)).isEqualTo(40);
    assertThat(fixture.backupServer.counters().requests()).isEqualTo(40);
  }

  @Test
  void theFirstObjectsAfterAStartAreReadBack() throws Exception {
    CopyWorker worker =
        fixture.startWorker("one", CopyFixture.settings(dir).withReadBack(10, 1000));
    awaitReady(worker);

    askForAll(upload(25));
    awaitAnswers(25);

    assertThat(fixture.backupServer.counters().requests(Operation.GET)).isEqualTo(10);
    assertThat(fixture.results().stream().filter(r -> r.getEntry().getVerifiedAt() != null))
        .hasSize(10);
  }

  @Test
  void whatWasCommittedIsNotDoneAgainByTheNextWorker() throws Exception {
    CopyWorker first = fixture.startWorker("one");
    askForAll(upload(20));
    awaitAnswers(20);
    await().atMost(SOON).until(() -> broker.committed(fixture.topics) == 20);
    first.close();
    long asked = fixture.originServer.counters().requests();

    CopyWorker second = fixture.startWorker("one");
    awaitReady(second);
    fixture.ask("library/nothing.jpg");
    awaitAnswers(21);

    assertThat(fixture.originServer.counters().requests(Operation.GET)).isEqualTo(asked + 1);
    assertThat(fixture.results()).hasSize(21);
  }

  @Test
  void aRequestWhoseResultWasNotToldIsDoneAgainAndWritesNothingTwice() throws Exception {
    List<String> keys = upload(5);
    Gate gate = fixture.backupServer.faults().on(Operation.PUT).gateBeforeAnswer();
    CopyWorker first = fixture.startWorker("one");
    askForAll(keys);
    gate.awaitArrived(5);

    first.close();
    gate.release();
    fixture.startWorker("one");
    awaitAnswers(5);

    assertThat(fixture.outcomes()).hasSize(5).containsOnly(CopyOutcome.ALREADY_PRESENT);
    assertThat(fixture.entries()).hasSize(5);
  }

  @Test
  void twoWorkersShareTheWorkAndNothingIsLostWhenOneGoes() throws Exception {
    CopyWorker one = fixture.startWorker("one");
    CopyWorker two = fixture.startWorker("two");
    awaitReady(one);
    awaitReady(two);
    List<String> keys = upload(60);

    askForAll(keys.subList(0, 30));
    awaitAnswers(30);
    Set<String> workers =
        fixture.results().stream().map(CopyResult::getWorker).collect(Collectors.toSet());
    one.close();
    askForAll(keys.subList(30, 60));

    await().atMost(SOON).until(() -> fixture.entries().size() == 60);
    await().atMost(SOON).until(() -> broker.committed(fixture.topics) == 60);
    assertThat(workers).containsExactlyInAnyOrder("one", "two");
    assertThat(fixture.results().stream().map(CopyResult::getObjectKey).collect(Collectors.toSet()))
        .hasSize(60);
  }

  @Test
  void oneKeyIsWorkedOnByOneTaskAtATime() throws Exception {
    fixture.startWorker("one");
    String key = upload(1).getFirst();
    Gate gate = fixture.originServer.faults().on(Operation.GET).gate();
    fixture.ask(key);
    fixture.ask(key);
    fixture.ask("library/other.jpg");

    gate.awaitArrived(2);
    int underWay = gate.arrived();
    gate.release();
    awaitAnswers(3);

    assertThat(underWay).isEqualTo(2);
    assertThat(fixture.entries()).hasSize(1);
  }

  @Test
  void anUnreadableRequestGoesToTheDeadLettersAndTheOthersGoOn() throws Exception {
    fixture.startWorker("one");
    List<String> keys = upload(2);
    fixture.ask(keys.get(0));
    byte[] poison = {1, 2, 3, 4, 5};
    fixture.send("uploads/poison", poison);
    fixture.ask(keys.get(1));

    awaitAnswers(2);
    await().atMost(SOON).until(() -> broker.committed(fixture.topics) == 3);

    assertThat(broker.read(fixture.topics.deadLetters()))
        .singleElement()
        .satisfies(letter -> assertThat(letter.value()).isEqualTo(poison));
    assertThat(broker.read(fixture.topics.failures()))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(new String(failure.key(), StandardCharsets.UTF_8))
                    .isEqualTo("-/DECODING/UNREADABLE_RECORD"));
  }

  @Test
  void aRevokedWorkerGivesItsPartitionsBackWithinTwoSeconds() throws Exception {
    CopyWorker worker = fixture.startWorker("one");
    Gate gate = fixture.originServer.faults().on(Operation.GET).gate();
    askForAll(upload(10));
    gate.awaitArrived(10);

    long start = System.nanoTime();
    worker.close();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    gate.release();

    assertThat(took).isLessThan(Duration.ofSeconds(6));
    assertThat(fixture.results()).isEmpty();
  }

  @Test
  void aBrokerThatGoesAndComesBackLosesNothing() throws Exception {
    CopyWorker worker = fixture.startWorker("one");
    awaitReady(worker);
    List<String> keys = upload(30);
    Gate gate = fixture.originServer.faults().on(Operation.GET).gate();
    askForAll(keys);
    gate.awaitArrived(30);

    broker.stop();
    try {
      gate.release();
      await().atMost(SOON).until(() -> fixture.entries().size() == 30);
    } finally {
      broker.startAgain();
    }

    awaitAnswers(30);
    await().atMost(SOON).until(() -> broker.committed(fixture.topics) == 30);
    assertThat(fixture.entries()).hasSize(30);
    assertThat(fixture.results().stream().map(CopyResult::getObjectKey)).containsAll(keys);
  }

  @Test
  void aResultThatCouldNotBeToldIsRedoneAndWritesNothingTwice() throws Exception {
    Map<String, String> impatient =
        Map.of("delivery.timeout.ms", "2000", "request.timeout.ms", "1000", "max.block.ms", "2000");
    CopyWorker worker =
        fixture.startWorker(broker.connection("one", impatient), CopyFixture.settings(dir));
    awaitReady(worker);
    List<String> keys = upload(5);
    Gate gate = fixture.originServer.faults().on(Operation.GET).gate();
    askForAll(keys);
    gate.awaitArrived(5);

    broker.stop();
    try {
      gate.release();
      await().atMost(SOON).until(() -> worker.health().words().startsWith("broken off"));
    } finally {
      broker.startAgain();
    }

    awaitAnswers(5);
    await().atMost(SOON).until(() -> broker.committed(fixture.topics) == 5);
    assertThat(fixture.outcomes()).containsOnly(CopyOutcome.ALREADY_PRESENT);
    assertThat(fixture.entries()).hasSize(5);
  }

  @Test
  void anErrorInTheWorkersOwnThreadIsToldAndBegunAnew() throws Exception {
    FaultyOnce.ARMED.set(true);
    Map<String, String> faulty = Map.of("interceptor.classes", FaultyOnce.class.getName());
    CopyWorker worker =
        fixture.startWorker(broker.connection("one", faulty), CopyFixture.settings(dir));
    awaitReady(worker);
    List<String> keys = upload(3);
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> asked =
          asking.submit(
              () -> {
                askForAll(keys);
                return null;
              });

      // so it stands for a second
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> worker.health().words().contains("LinkageError"));
      asked.get();
    }
    awaitAnswers(3);
    assertThat(fixture.entries()).hasSize(3);
  }

  @Test
  void aFreshUploadOvertakesABackfillThatWasSentBefore() throws Exception {
    List<String> keys = upload(9);
    String fresh = keys.removeLast();
    Gate gate = fixture.originServer.faults().on(Operation.GET).gate();
    fixture.originServer.journal().start();
    for (String key : keys) {
      fixture.ask(CopyFixture.request(key).setReason(RequestReason.SCAN).build());
    }
    CopyWorker worker = fixture.startWorker("one", CopyFixture.settings(dir).withConcurrency(1));
    awaitReady(worker);
    gate.awaitArrived(1);
    await().atMost(SOON).until(() -> fixture.gauge("continuity.copy.waiting") == 7);

    fixture.ask(fresh);
    await().atMost(SOON).until(() -> fixture.gauge("continuity.copy.waiting") == 8);
    gate.release();
    awaitAnswers(9);

    assertThat(fixture.originServer.journal().exchanges())
        .extracting(Exchange::key)
        .hasSize(9)
        .element(1)
        .isEqualTo(fresh);
  }

  @Test
  void aBacklogIsTakenInPortions() throws Exception {
    List<String> keys = upload(160);
    Gate gate = fixture.originServer.faults().on(Operation.GET).gate();
    askForAll(keys);
    CopyWorker worker = fixture.startWorker("one", CopyFixture.settings(dir).withConcurrency(2));
    awaitReady(worker);
    gate.awaitArrived(2);

    await().atMost(SOON).until(() -> fixture.gauge("continuity.copy.waiting") > 10);
    assertThat(fixture.gauge("continuity.copy.running")).isEqualTo(2);
    assertThat(fixture.gauge("continuity.copy.waiting")).isLessThan(150);
    gate.release();

    await().atMost(SOON).until(() -> broker.committed(fixture.topics) == 160);
    assertThat(fixture.entries()).hasSize(160);
    assertThat(fixture.originServer.counters().requests(Operation.GET)).isEqualTo(160);
  }
}
