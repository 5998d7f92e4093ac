package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.ReasonHeader;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.Announcement;
import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
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
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTopologyTest {
  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");
  private static final int WINDOW = 3;

  @TempDir Path directory;
  private final Topics topics = Topics.of("test-", WireSerdes.open(Optional.empty()));
  private TopologyTestDriver driver;
  private TestInputTopic<String, ObjectChange> changes;
  private TestInputTopic<String, CopyResult> results;
  private TestOutputTopic<String, CopyRequest> requests;
  private TestOutputTopic<String, FailureEvent> failures;

  @BeforeEach
  void start() {
    LedgerSettings settings =
        new LedgerSettings(Set.of("uploads"), 1, WINDOW, LedgerPolicy.DEFAULT, directory, 1, null);
    KafkaConnection kafka = new KafkaConnection("localhost:1", "test", Map.of());
    Properties configuration =
        Ledger.settings(
                settings, topics, kafka, new DeadLetters(topics, InstantSource.fixed(START)))
            .properties();
    // the driver drops what a transaction holds when a record is passed over; a broker does not
    configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver =
        new TopologyTestDriver(
            LedgerTopology.of(topics, settings, new LedgerMetrics(new SimpleMeterRegistry())),
            configuration,
            START);
    changes =
        driver.createInputTopic(
            topics.objectChanges().name(),
            new StringSerializer(),
            topics.objectChanges().valueSerde().serializer());
    results =
        driver.createInputTopic(
            topics.copyResults().name(),
            new StringSerializer(),
            topics.copyResults().valueSerde().serializer());
    requests =
        driver.createOutputTopic(
            topics.copyRequests().name(),
            new StringDeserializer(),
            topics.copyRequests().valueSerde().deserializer());
    failures =
        driver.createOutputTopic(
            topics.failures().name(),
            new StringDeserializer(),
            topics.failures().valueSerde().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void hint(String key, ChangeKind kind) {
    changes.pipeInput("uploads/" + key, change("uploads", key, kind));
  }

  private static ObjectChange change(String source, String key, ChangeKind kind) {
    return ObjectChange.newBuilder()
        .setId("id-" + key)
        .setSource(source)
        .setObjectKey(key)
        .setKind(kind)
        .setSender("test")
        .setOccurredAt(START)
        .setReceivedAt(START)
        .build();
  }

  private void answer(CopyRequest request, CopyOutcome outcome) {
    results.pipeInput(request.getSource() + "/" + request.getObjectKey(), result(request, outcome));
  }

  private static CopyResult result(CopyRequest request, CopyOutcome outcome) {
    boolean done = outcome == CopyOutcome.COPIED;
    return CopyResult.newBuilder()
        .setRequestId(request.getId())
        .setSource(request.getSource())
        .setObjectKey(request.getObjectKey())
        .setAttempt(request.getAttempt())
        .setOutcome(outcome)
        .setEntry(done ? EntryCodec.toRecord(Examples.version()) : null)
        .setCause(done ? null : new Cause(Stage.BACKUP, "UNREACHABLE", "connection refused"))
        .setWorker("test")
        .setAt(START)
        .build();
  }

  private List<String> requestedKeys() {
    return requests.readValuesToList().stream().map(CopyRequest::getObjectKey).toList();
  }

  @Test
  void aHintBecomesARequestUnderItsKey() {
    hint("covers/1.jpg", ChangeKind.CREATED);

    assertThat(requests.readRecord())
        .satisfies(
            request -> {
              assertThat(request.key()).isEqualTo("uploads/covers/1.jpg");
              assertThat(request.value().getReason()).isEqualTo(RequestReason.EVENT);
              assertThat(ReasonHeader.read(request.headers())).isEqualTo(RequestReason.EVENT);
            });
  }

  @Test
  void aForeignHintMaySayNoMoreThanWhatObjectIsMeant() {
    ObjectChange least =
        ObjectChange.newBuilder()
            .setSource("uploads")
            .setObjectKey("covers/1.jpg")
            .setKind(ChangeKind.CREATED)
            .setEtag("")
            .setSha256("AB".repeat(32))
            .build();

    changes.pipeInput("uploads/covers/1.jpg", least, START.minusSeconds(5));

    assertThat(requests.readValuesToList())
        .singleElement()
        .extracting(CopyRequest::getAnnounced)
        .isEqualTo(new Announcement("ab".repeat(32), START.minusSeconds(5)));
  }

  @Test
  void noMoreThanTheWindowIsUnderWayAndAnswersMakeRoom() {
    IntStream.range(0, 10).forEach(i -> hint("page-" + i, ChangeKind.CREATED));
    List<CopyRequest> first = requests.readValuesToList();

    answer(first.get(1), CopyOutcome.COPIED);

    assertThat(first)
        .extracting(CopyRequest::getObjectKey)
        .containsExactly("page-0", "page-1", "page-2");
    assertThat(requestedKeys()).containsExactly("page-3");
  }

  @Test
  void aFreshUploadOvertakesABackfill() {
    IntStream.range(0, 10).forEach(i -> hint("old-" + i, ChangeKind.OBSERVED));
    List<CopyRequest> first = requests.readValuesToList();
    hint("fresh", ChangeKind.CREATED);

    answer(first.getFirst(), CopyOutcome.COPIED);

    assertThat(requestedKeys()).containsExactly("fresh");
  }

  @Test
  void aFailureIsRaisedRetriedByDueTimeAndCleared() {
    hint("page", ChangeKind.CREATED);
    answer(requests.readValue(), CopyOutcome.RETRYABLE);

    assertThat(failures.readValue())
        .satisfies(
            failure -> {
              assertThat(failure.getKind()).isEqualTo(FailureKind.RAISED);
              assertThat(failure.getCauseKey()).isEqualTo("uploads/BACKUP/UNREACHABLE");
              assertThat(failure.getObjectKey()).isEqualTo("page");
            });
    assertThat(requests.isEmpty()).isTrue();
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    CopyRequest retry = requests.readValue();
    assertThat(retry.getAttempt()).isEqualTo(2);
    answer(retry, CopyOutcome.COPIED);
    assertThat(failures.readValue().getKind()).isEqualTo(FailureKind.CLEARED);
  }

  @Test
  void aRequestNobodyAnswersIsSentAgainAfterItsDeadline() {
    hint("page", ChangeKind.CREATED);
    CopyRequest lost = requests.readValue();

    driver.advanceWallClockTime(LedgerPolicy.DEFAULT.deadline().plusSeconds(1));

    assertThat(requests.readValue())
        .satisfies(
            again -> {
              assertThat(again.getObjectKey()).isEqualTo(lost.getObjectKey());
              assertThat(again.getId()).isNotEqualTo(lost.getId());
            });
  }

  @Test
  void objectsOfASourceNoLongerConfiguredHoldNoPlace() {
    hint("page", ChangeKind.CREATED);
    answer(requests.readValue(), CopyOutcome.RETRYABLE);
    failures.readValue();
    KeyValueStore<String, ObjectStateRecord> objects =
        driver.getKeyValueStore(LedgerStores.OBJECTS);
    KeyValueStore<Bytes, byte[]> timers = driver.getKeyValueStore("timers");
    String retired = "retired/page";
    ObjectStateRecord state = objects.get("uploads/page");
    objects.put(retired, state);
    timers.put(new ObjectIndex.Place(0, state.getDue().toEpochMilli(), retired).key(), new byte[0]);

    driver.advanceWallClockTime(Duration.ofSeconds(2));

    assertThat(requestedKeys()).containsExactly("page");
    assertThat(objects.get(retired)).isNull();
    assertThat(failures.readValuesToList())
        .singleElement()
        .satisfies(
            cleared -> {
              assertThat(cleared.getKind()).isEqualTo(FailureKind.CLEARED);
              assertThat(cleared.getSource()).isEqualTo("retired");
            });
  }

  @Test
  void aHintUnderAForeignKeyIsSentAgainUnderItsOwn() {
    TestOutputTopic<String, ObjectChange> again =
        driver.createOutputTopic(
            topics.objectChanges().name(),
            new StringDeserializer(),
            topics.objectChanges().valueSerde().deserializer());

    changes.pipeInput("not its key", change("uploads", "page", ChangeKind.CREATED));

    assertThat(again.readKeyValue().key).isEqualTo("uploads/page");
    assertThat(requestedKeys()).containsExactly("page");
  }

  @Test
  void whatCannotBeReadOrMakesNoSenseBecomesADeadLetterAndAFailure() {
    TestInputTopic<String, byte[]> bytes =
        driver.createInputTopic(
            topics.objectChanges().name(), new StringSerializer(), new ByteArraySerializer());
    bytes.pipeInput("uploads/page", new byte[] {1, 2, 3});
    changes.pipeInput("elsewhere/page", change("elsewhere", "page", ChangeKind.CREATED));
    changes.pipeInput("uploads/", change("uploads", "", ChangeKind.CREATED));
    hint("good", ChangeKind.CREATED);

    TestOutputTopic<String, byte[]> dead =
        driver.createOutputTopic(
            topics.deadLetters().name(),
            new StringDeserializer(),
            topics.deadLetters().valueSerde().deserializer());

    assertThat(dead.readKeyValuesToList()).hasSize(3);
    assertThat(failures.readValuesToList())
        .hasSize(3)
        .allSatisfy(f -> assertThat(f.getCauseClass()).isEqualTo("UNREADABLE_RECORD"))
        .anySatisfy(f -> assertThat(f.getDetail()).contains("the known ones are [uploads]"));
    assertThat(requestedKeys()).containsExactly("good");
  }

  @Test
  void nothingIsKeptOfAForgedKey() {
    hint("forged", ChangeKind.REMOVED);
    CopyRequest request = requests.readValue();
    CopyResult gone = result(request, CopyOutcome.COPIED);
    gone = CopyResult.newBuilder(gone).setOutcome(CopyOutcome.GONE).setEntry(null).build();

    results.pipeInput(new ObjectId("uploads", "forged").toString(), gone);

    assertThat(driver.getKeyValueStore(LedgerStores.OBJECTS).get("uploads/forged")).isNull();
    assertThat(failures.isEmpty()).isTrue();
  }
}
