package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import fr.mangatheque.continuity.schemas.state.StandingRecord;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A ledger of the sources "covers" and "uploads" with one partition, driven by hand. */
final class TwoSources implements AutoCloseable {
  static final Instant START = Instant.parse("2026-05-04T03:02:01Z");
  static final List<String> SOURCES = List.of("covers", "uploads");

  private final TopologyTestDriver driver;
  private final Topics topics = Topics.of("test-", WireSerdes.open(Optional.empty()));
  private final TestInputTopic<String, ObjectChange> changes;
  private final TestInputTopic<String, CopyResult> results;
  private final TestInputTopic<String, OperatorAction> actions;
  private final TestOutputTopic<String, CopyRequest> requests;
  private final TestOutputTopic<String, FailureEvent> failures;
  private final TestOutputTopic<String, JobReport> reports;

  TwoSources(Path directory, int window) {
    LedgerSettings settings =
        new LedgerSettings(
            Set.copyOf(SOURCES), 1, window, LedgerPolicy.DEFAULT, directory, 1, null);
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
    changes = in(topics.objectChanges());
    results = in(topics.copyResults());
    actions = in(topics.operatorActions());
    requests = out(topics.copyRequests());
    failures = out(topics.failures());
    reports = out(topics.jobReports());
  }

  private <T> TestInputTopic<String, T> in(Topic<T> topic) {
    return driver.createInputTopic(
        topic.name(), new StringSerializer(), topic.valueSerde().serializer());
  }

  private <T> TestOutputTopic<String, T> out(Topic<T> topic) {
    return driver.createOutputTopic(
        topic.name(), new StringDeserializer(), topic.valueSerde().deserializer());
  }

  void hint(String source, String key, ChangeKind kind) {
    ObjectChange change =
        ObjectChange.newBuilder()
            .setSource(source)
            .setObjectKey(key)
            .setKind(kind)
            .setOccurredAt(now())
            .build();
    changes.pipeInput(new ObjectId(source, key).toString(), change);
  }

  void copied(CopyRequest request, KnownEntry entry) {
    result(request, CopyOutcome.COPIED, EntryCodec.toRecord(entry), null);
  }

  void gone(CopyRequest request, @Nullable KnownEntry marker) {
    Entry entry = marker == null ? null : EntryCodec.toRecord(marker);
    result(request, CopyOutcome.GONE, entry, null);
  }

  void failed(CopyRequest request) {
    Cause cause = new Cause(Stage.BACKUP, "UNREACHABLE", "connection refused");
    result(request, CopyOutcome.RETRYABLE, null, cause);
  }

  private void result(
      CopyRequest request, CopyOutcome outcome, @Nullable Entry entry, @Nullable Cause cause) {
    results.pipeInput(
        new ObjectId(request.getSource(), request.getObjectKey()).toString(),
        CopyResult.newBuilder()
            .setRequestId(request.getId())
            .setSource(request.getSource())
            .setObjectKey(request.getObjectKey())
            .setAttempt(request.getAttempt())
            .setOutcome(outcome)
            .setEntry(entry)
            .setCause(cause)
            .setWorker("test")
            .setAt(now())
            .build());
  }

  void decide(String source, OperatorActionKind kind, @Nullable Instant until) {
    String subject = Pause.SUBJECT + source;
    actions.pipeInput(
        subject,
        OperatorAction.newBuilder()
            .setSubject(subject)
            .setKind(kind)
            .setBy("ada")
            .setAt(now())
            .setUntil(until)
            .setReason("the disk is full")
            .build());
  }

  /** Bytes that nobody can read, where decisions stand. */
  void poison(String source) {
    driver
        .createInputTopic(
            topics.operatorActions().name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(Pause.SUBJECT + source, new byte[] {1, 2, 3});
  }

  void pass(Duration time) {
    driver.advanceWallClockTime(time);
    now = now.plus(time);
  }

  /** A turn or two. */
  void turn() {
    pass(Duration.ofMillis(200));
  }

  /** As many turns as it takes: how much one does depends on the machine. */
  void turnUntil(BooleanSupplier done) {
    for (int turns = 0; turns < 500 && !done.getAsBoolean(); turns++) {
      turn();
    }
  }

  private Instant now = START;

  Instant now() {
    return now;
  }

  List<CopyRequest> requests() {
    return requests.readValuesToList();
  }

  List<String> requestedKeys() {
    return requests().stream().map(CopyRequest::getObjectKey).toList();
  }

  List<FailureEvent> failures() {
    return failures.readValuesToList();
  }

  List<JobReport> reports() {
    return reports.readValuesToList();
  }

  Account account(String source) {
    KeyValueStore<String, StandingRecord> store = driver.getKeyValueStore(LedgerStores.STANDINGS);
    return AccountCodec.fromRecord(store.get(source));
  }

  Map<ObjectId, ObjectState> states() {
    Map<ObjectId, ObjectState> states = new HashMap<>();
    KeyValueStore<String, ObjectStateRecord> store = driver.getKeyValueStore(LedgerStores.OBJECTS);
    try (KeyValueIterator<String, ObjectStateRecord> all = store.all()) {
      all.forEachRemaining(
          it -> states.put(ObjectId.parse(it.key), StateCodec.fromRecord(it.value)));
    }
    return states;
  }

  /** What the index of what fails has of a source. */
  List<SourceIndex.Place> failing(String source) {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(LedgerStores.FAILING);
    return SourceIndex.page(store, new SourceIndex.Place(source, 0, ""), Integer.MAX_VALUE);
  }

  @Override
  public void close() {
    driver.close();
  }
}
