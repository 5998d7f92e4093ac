package fr.mangatheque.continuity.processors.guard;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.DeletionDecision;
import fr.mangatheque.continuity.schemas.event.DeletionEvent;
import fr.mangatheque.continuity.schemas.event.DeletionKind;
import fr.mangatheque.continuity.schemas.event.DeletionVerdict;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTopologyTest {
  private static final Instant START = Instant.parse("2026-11-22T18:30:00Z");
  private static final String CASE = "library-20261122-183000";
  private static final Duration TURN = Duration.ofMillis(100);

  @TempDir Path directory;
  private final Topics topics = Topics.of("test-", WireSerdes.open(Optional.empty()));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OpenCases cases = new OpenCases();
  private TopologyTestDriver driver;
  private TestInputTopic<String, DeletionEvent> deletions;
  private TestInputTopic<String, OperatorAction> actions;
  private TestOutputTopic<String, DeletionDecision> decisions;
  private TestOutputTopic<String, FailureEvent> failures;

  @BeforeEach
  void start() {
    GuardSettings settings = new GuardSettings(GuardPolicy.DEFAULT, 1, directory);
    KafkaConnection kafka = new KafkaConnection("localhost:1", "test", Map.of());
    Properties configuration =
        Guard.settings(settings, topics, kafka, new DeadLetters(topics, InstantSource.fixed(START)))
            .properties();
    // the driver drops what a transaction holds when a record is passed over; a broker does not
    configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver =
        new TopologyTestDriver(
            GuardTopology.of(topics, settings, cases, new GuardMetrics(registry, cases)),
            configuration,
            START);
    deletions = input(topics.deletions());
    actions = input(topics.operatorActions());
    decisions = output(topics.deletionDecisions());
    failures = output(topics.failures());
  }

  private <V> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(
        topic.name(), new StringSerializer(), topic.valueSerde().serializer());
  }

  private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
    return driver.createOutputTopic(
        topic.name(), new StringDeserializer(), topic.valueSerde().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void told(DeletionKind kind, String key) {
    deletions.pipeInput("library", event(kind, key));
  }

  private static DeletionEvent event(DeletionKind kind, String key) {
    return DeletionEvent.newBuilder()
        .setSource("library")
        .setKind(kind)
        .setObjectKey(key)
        .setAbsentSince(START)
        .setSize(1024L)
        .setAt(START)
        .build();
  }

  private void audited(long count) {
    deletions.pipeInput(
        "library",
        DeletionEvent.newBuilder(event(DeletionKind.AUDITED, ""))
            .setCount(count)
            .setScanId("audit")
            .build());
  }

  private void gone(int count) {
    for (int i = 0; i < count; i++) {
      told(DeletionKind.PENDING, "page-%04d".formatted(i));
    }
  }

  private void due(int count) {
    for (int i = 0; i < count; i++) {
      told(DeletionKind.DUE, "page-%04d".formatted(i));
    }
  }

  private void decide(String caseId, OperatorActionKind kind) {
    String subject = Decisions.SUBJECT + caseId;
    actions.pipeInput(
        subject,
        OperatorAction.newBuilder()
            .setSubject(subject)
            .setKind(kind)
            .setBy("ann")
            .setAt(START)
            .build());
  }

  /** As many as it takes: each has its limit, and a cold machine is slow. */
  private void turns() {
    for (int i = 0; i < 60; i++) {
      driver.advanceWallClockTime(TURN);
    }
  }

  private double figure(String name) {
    return registry.get(name).tag("source", "library").gauge().value();
  }

  @Test
  void aSingleDeletionIsGrantedTheMomentItIsDue() {
    audited(2000);
    told(DeletionKind.PENDING, "page");
    assertThat(decisions.isEmpty()).isTrue();

    told(DeletionKind.DUE, "page");

    assertThat(decisions.readRecord())
        .satisfies(
            decision -> {
              assertThat(decision.key()).isEqualTo("library/page");
              assertThat(decision.value().getVerdict()).isEqualTo(DeletionVerdict.GRANTED);
              assertThat(decision.value().getAbsentSince()).isEqualTo(START);
              assertThat(decision.value().getBy()).isEqualTo("guard");
            });
    assertThat(failures.isEmpty()).isTrue();
  }

  @Test
  void aDecisionThatTheLedgerDidNotTakeIsGivenAgain() {
    told(DeletionKind.PENDING, "page");
    told(DeletionKind.DUE, "page");

    told(DeletionKind.DUE, "page");

    assertThat(decisions.readValuesToList()).hasSize(2);
  }

  @Test
  void aMassDeletionIsFrozenAndToldWithItsCommand() {
    audited(200);

    gone(180);
    due(180);

    assertThat(decisions.isEmpty()).isTrue();
    List<FailureEvent> raised = failures.readValuesToList();
    assertThat(raised).extracting(FailureEvent::getObjectKey).hasSizeGreaterThanOrEqualTo(10);
    assertThat(raised)
        .allSatisfy(
            failure -> {
              assertThat(failure.getCauseKey()).isEqualTo("library/GUARD/MASS_DELETION");
              assertThat(failure.getKind()).isEqualTo(FailureKind.RAISED);
              assertThat(failure.getPermanent()).isTrue();
            });
    assertThat(raised.getFirst().getDetail())
        .isEqualTo(
            "100 objects (100.0 KiB) are gone from library at once; the last complete audit counted"
                + " 200 objects. No deletion is marked in the backup until a person decides. If it"
                + " was meant: continuity guard approve "
                + CASE
                + ". If not: continuity guard reject "
                + CASE
                + ". For example: page-0000, page-0001, page-0002");
    assertThat(figure("continuity.guard.frozen")).isEqualTo(180);
    assertThat(registry.get("continuity.guard.trips").counter().count()).isEqualTo(1);
  }

  @Test
  void anApprovalGrantsAllThatIsDueAndTheRestWhenItIs() {
    gone(30);
    due(20);
    failures.readValuesToList();
    assertThat(decisions.isEmpty()).isTrue();

    decide(CASE, OperatorActionKind.APPROVE);
    turns();

    List<DeletionDecision> granted = decisions.readValuesToList();
    assertThat(granted).hasSize(20);
    assertThat(granted)
        .allSatisfy(
            decision -> {
              assertThat(decision.getVerdict()).isEqualTo(DeletionVerdict.GRANTED);
              assertThat(decision.getBy()).isEqualTo("ann");
            });
    assertThat(failures.readValuesToList())
        .hasSizeBetween(1, 10)
        .allSatisfy(f -> assertThat(f.getKind()).isEqualTo(FailureKind.CLEARED));
    due(30);
    assertThat(decisions.readValuesToList()).hasSize(30);
    assertThat(figure("continuity.guard.frozen")).isZero();
  }

  @Test
  void aRejectionIsToldOfAllOfThemAndOfNoOther() {
    gone(30);
    failures.readValuesToList();

    decide(CASE, OperatorActionKind.REJECT);
    turns();
    told(DeletionKind.PENDING, "later");
    told(DeletionKind.DUE, "later");
    turns();

    assertThat(decisions.readValuesToList())
        .hasSize(30)
        .allSatisfy(d -> assertThat(d.getVerdict()).isEqualTo(DeletionVerdict.REJECTED));
    audited(1000);
    turns();
    assertThat(decisions.readValue().getObjectKey()).isEqualTo("later");
  }

  @Test
  void aDecisionAboutACaseOfLongAgoDecidesNothingNow() {
    decide("library-20200101-000000", OperatorActionKind.APPROVE);
    decide(CASE, OperatorActionKind.APPROVE);

    gone(30);
    due(30);
    turns();

    assertThat(decisions.isEmpty()).isTrue();
    assertThat(failures.readValue().getDetail()).contains("approve " + CASE + "-2.");
    decide(CASE + "-2", OperatorActionKind.APPROVE);
    turns();
    assertThat(decisions.readValuesToList()).hasSize(30);
  }

  @Test
  void aDecisionNobodyCanReadLeavesTheCaseOpen() {
    gone(30);
    TestInputTopic<String, byte[]> poison =
        driver.createInputTopic(
            topics.operatorActions().name(), new StringSerializer(), new ByteArraySerializer());

    poison.pipeInput(Decisions.SUBJECT + CASE, new byte[] {1, 2, 3});
    poison.pipeInput(null, new byte[] {1, 2, 3});
    turns();

    assertThat(figure("continuity.guard.frozen")).isEqualTo(30);
    decide(CASE, OperatorActionKind.REJECT);
    turns();
    assertThat(decisions.readValuesToList()).hasSize(30);
  }

  @Test
  void whatCannotBeReadOrMakesNoSenseBecomesADeadLetterAndAFailure() {
    TestInputTopic<String, byte[]> bytes =
        driver.createInputTopic(
            topics.deletions().name(), new StringSerializer(), new ByteArraySerializer());

    bytes.pipeInput("library", new byte[] {1, 2, 3});
    told(DeletionKind.PENDING, "");
    told(DeletionKind.UNKNOWN, "page");
    deletions.pipeInput("library", event(DeletionKind.AUDITED, ""));
    told(DeletionKind.DUE, "page");

    assertThat(output(topics.deadLetters()).readKeyValuesToList()).hasSize(4);
    assertThat(failures.readValuesToList())
        .hasSize(4)
        .allSatisfy(f -> assertThat(f.getCauseClass()).isEqualTo("UNREADABLE_RECORD"));
    assertThat(decisions.readValue().getObjectKey()).isEqualTo("page");
  }

  @Test
  void aRecordUnderAForeignKeyIsSentAgainUnderItsOwn() {
    deletions.pipeInput("elsewhere", event(DeletionKind.DUE, "page"));

    assertThat(decisions.readValue().getObjectKey()).isEqualTo("page");
  }

  private void restoring(Instant until) {
    String subject = Decisions.RESTORE + "library";
    actions.pipeInput(
        subject,
        OperatorAction.newBuilder()
            .setSubject(subject)
            .setKind(OperatorActionKind.APPROVE)
            .setBy("ann")
            .setAt(START)
            .setUntil(until)
            .build());
  }

  @Test
  void whatIsGoneWhileARestoreIsAnnouncedTripsNothingAndIsNotGranted() {
    audited(200);
    restoring(START.plus(Duration.ofHours(1)));

    gone(150);
    audited(50);
    due(150);

    assertThat(failures.isEmpty()).isTrue();
    assertThat(decisions.isEmpty()).isTrue();
  }

  @Test
  void whatIsGoneAfterAnAnnouncedRestoreCountsAgain() {
    audited(200);
    restoring(START.minusSeconds(1));

    gone(150);
    due(150);

    assertThat(decisions.isEmpty()).isTrue();
    assertThat(failures.isEmpty()).isFalse();
  }
}
