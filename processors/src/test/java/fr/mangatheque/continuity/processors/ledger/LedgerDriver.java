package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.core.instrument.Counter;
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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** A ledger of the source "uploads" with one partition, driven by hand. */
final class LedgerDriver implements AutoCloseable {
  static final String SOURCE = "uploads";
  static final Instant START = Instant.parse("2026-05-04T03:02:01Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, ObjectChange> changes;
  private final TestInputTopic<String, CopyResult> results;
  private final TestOutputTopic<String, CopyRequest> requests;
  private final TestOutputTopic<String, FailureEvent> failures;
  private final TestOutputTopic<String, byte[]> deadLetters;

  LedgerDriver(Path directory, int window) {
    Topics topics = Topics.of("test-", WireSerdes.open(Optional.empty()));
    LedgerSettings settings =
        new LedgerSettings(Set.of(SOURCE), 1, window, LedgerPolicy.DEFAULT, directory, 1, null);
    KafkaConnection kafka = new KafkaConnection("localhost:1", "test", Map.of());
    Properties configuration =
        Ledger.settings(
                settings, topics, kafka, new DeadLetters(topics, InstantSource.fixed(START)))
            .properties();
    // the driver drops what a transaction holds when a record is passed over; a broker does not
    configuration.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver =
        new TopologyTestDriver(
            LedgerTopology.of(topics, settings, new LedgerMetrics(registry)), configuration, START);
    StringSerializer in = new StringSerializer();
    StringDeserializer out = new StringDeserializer();
    changes =
        driver.createInputTopic(
            topics.objectChanges().name(), in, topics.objectChanges().valueSerde().serializer());
    results =
        driver.createInputTopic(
            topics.copyResults().name(), in, topics.copyResults().valueSerde().serializer());
    requests =
        driver.createOutputTopic(
            topics.copyRequests().name(), out, topics.copyRequests().valueSerde().deserializer());
    failures =
        driver.createOutputTopic(
            topics.failures().name(), out, topics.failures().valueSerde().deserializer());
    deadLetters =
        driver.createOutputTopic(topics.deadLetters().name(), out, new ByteArrayDeserializer());
  }

  void change(ObjectChange change) {
    changes.pipeInput(SOURCE + "/" + change.getObjectKey(), change);
  }

  void order(String key, ObjectChange order) {
    changes.pipeInput(key, order);
  }

  void result(CopyResult result) {
    results.pipeInput(SOURCE + "/" + result.getObjectKey(), result);
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

  List<byte[]> deadLetters() {
    return deadLetters.readValuesToList();
  }

  ObjectState state(String key) {
    ObjectStateRecord record =
        driver
            .<String, ObjectStateRecord>getKeyValueStore(LedgerStores.OBJECTS)
            .get(SOURCE + "/" + key);
    return record == null ? ObjectState.NEW : StateCodec.fromRecord(record);
  }

  /** Writes a state as a version did that knew nothing beside it. */
  void leave(String key, ObjectState state) {
    driver
        .<String, ObjectStateRecord>getKeyValueStore(LedgerStores.OBJECTS)
        .put(SOURCE + "/" + key, StateCodec.toRecord(state));
  }

  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** What a counter stands at, over all its tags but these. */
  double count(String counter, String... tags) {
    return registry.find(counter).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
  }

  /** What a gauge stands at. */
  double gauge(String gauge) {
    return registry.get(gauge).tags("source", SOURCE, "partition", "0").gauge().value();
  }

  boolean has(String meter) {
    return registry.find(meter).meter() != null;
  }

  @Override
  public void close() {
    driver.close();
  }
}
