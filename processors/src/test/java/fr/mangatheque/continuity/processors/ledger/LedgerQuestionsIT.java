package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger says of itself, on a real broker, killed and moved. */
class LedgerQuestionsIT {
  private static final int PARTITIONS = 3;
  private static final int OBJECTS = 600;
  private static final int BAD = 20;
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String PREFIX = "questions-";

  @TempDir private Path directory;
  private final List<Ledger> opened = new ArrayList<>();
  private RealBroker broker;

  @BeforeEach
  void open() throws Exception {
    broker = new RealBroker(PREFIX, PARTITIONS);
  }

  @AfterEach
  void close() throws Exception {
    opened.forEach(Ledger::close);
    broker.close();
  }

  private Ledger start(String instance, int port) throws Exception {
    Path own = Files.createDirectories(directory.resolve(instance));
    Ledger ledger =
        KilledLedger.open(
            broker.bootstrapServers(), PREFIX, PARTITIONS, own, instance, "127.0.0.1:" + port);
    opened.add(ledger);
    ledger.start();
    return ledger;
  }

  private static Standing standing(Ledger... ledgers) {
    List<PartitionStanding> answers = new ArrayList<>();
    for (Ledger ledger : ledgers) {
      answers.addAll(ledger.standing());
    }
    return Standing.of(PARTITIONS, answers);
  }

  private static void awaitExact(Ledger... ledgers) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Standing standing = standing(ledgers);
              assertThat(standing.missing()).isEmpty();
              SourceStanding uploads = standing.sources().get("uploads");
              assertThat(uploads.objects()).isEqualTo(OBJECTS);
              assertThat(uploads.bytes()).isEqualTo(OBJECTS * RealBroker.SIZE);
              assertThat(uploads.failing()).isEqualTo(BAD);
              assertThat(uploads.pending()).isEqualTo(BAD);
              assertThat(uploads.oldestPending()).isNotNull();
              assertThat(uploads.newest()).isNotNull();
              assertThat(standing.sources().get("covers")).isEqualTo(SourceStanding.EMPTY);
            });
  }

  @Test
  void totalsAreExactAfterKillNineAndWhenPartitionsMove() throws Exception {
    Path own = Files.createDirectories(directory.resolve("one"));
    Process killed = KilledLedger.start(broker.bootstrapServers(), PREFIX, PARTITIONS, own);
    try {
      for (int i = 0; i < OBJECTS; i++) {
        broker.upload("uploads", "page-" + i);
      }
      for (int i = 0; i < BAD; i++) {
        broker.upload("uploads", "bad-" + i);
      }
      broker.upload("uploads", "continuity-canary/1");
      await().atMost(SOON).until(() -> broker.answered().size() > OBJECTS / 3);
    } finally {
      killed.destroyForcibly();
    }
    assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();

    Ledger one = start("one", 7001);
    awaitExact(one);
    assertThat(failing(one)).hasSize(BAD);
    assertThat(one.processes())
        .singleElement()
        .isEqualTo(new LedgerProcess("127.0.0.1", 7001, true, all()));

    Ledger two = start("two", 7002);
    await().atMost(SOON).until(() -> !two.standing().isEmpty() && one.standing().size() < 3);
    awaitExact(one, two);
    assertThat(standing(two).missing()).isNotEmpty();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(one.processes())
                    .extracting(LedgerProcess::port, LedgerProcess::self)
                    .containsExactly(tuple(7001, true), tuple(7002, false)));
    SortedSet<Integer> covered = new TreeSet<>();
    one.processes().forEach(process -> covered.addAll(process.partitions()));
    assertThat(covered).isEqualTo(all());
  }

  private static SortedSet<Integer> all() {
    return new TreeSet<>(List.of(0, 1, 2));
  }

  private static List<FailingObject> failing(Ledger ledger) {
    List<FailingObject> failing = new ArrayList<>();
    @Nullable String after = null;
    do {
      FailingPage page = ledger.failing("uploads", 7, after);
      assertThat(page.partitions()).isEqualTo(all());
      failing.addAll(page.objects());
      after = page.next();
    } while (after != null);
    assertThat(failing)
        .allSatisfy(it -> assertThat(it.object().objectKey()).startsWith("bad"))
        .isSortedAccordingTo(FailingObject.OLDEST_FIRST);
    return failing;
  }

  @Test
  void aPauseHoldsOverARestartAndEndsWhenTheSourceIsResumed() throws Exception {
    Ledger first = start("one", 7001);
    decide(OperatorActionKind.PAUSE);
    await().atMost(SOON).until(() -> first.pauses(Instant.now()).containsKey("uploads"));
    broker.upload("uploads", "held-back");
    await()
        .atMost(SOON)
        .until(() -> standing(first).complete() && sum(first, "uploads").parked() == 1);
    first.close();

    Ledger again = start("one", 7001);
    broker.upload("uploads", "held-back-too");
    broker.upload("covers", "not-paused");

    await().atMost(SOON).until(() -> sum(again, "covers").objects() == 1);
    await().atMost(SOON).until(() -> sum(again, "uploads").parked() == 2);
    assertThat(again.pauses(Instant.now()).get("uploads").by()).isEqualTo("ada");
    await().untilAsserted(() -> assertThat(broker.answered()).containsExactly("covers/not-paused"));

    decide(OperatorActionKind.RESUME);

    await().atMost(SOON).until(() -> sum(again, "uploads").objects() == 2);
    assertThat(sum(again, "uploads").pending()).isZero();
  }

  private static SourceStanding sum(Ledger ledger, String source) {
    return standing(ledger).sources().getOrDefault(source, SourceStanding.EMPTY);
  }

  private void decide(OperatorActionKind kind) throws Exception {
    String subject = Pause.SUBJECT + "uploads";
    OperatorAction action =
        OperatorAction.newBuilder()
            .setSubject(subject)
            .setKind(kind)
            .setBy("ada")
            .setAt(Instant.now())
            .build();
    broker.send(broker.topics().operatorActions(), subject, action).get();
  }
}
