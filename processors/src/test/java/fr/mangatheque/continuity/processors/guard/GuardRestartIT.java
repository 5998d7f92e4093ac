package fr.mangatheque.continuity.processors.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.event.DeletionDecision;
import fr.mangatheque.continuity.schemas.event.DeletionEvent;
import fr.mangatheque.continuity.schemas.event.DeletionKind;
import fr.mangatheque.continuity.schemas.event.DeletionVerdict;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.testkit.kafka.EmbeddedKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A decision about many deletions takes a while, and a guard that is stopped meanwhile. */
class GuardRestartIT {
  private static final Logger log = LoggerFactory.getLogger(GuardRestartIT.class);
  private static final int DELETIONS = Integer.getInteger("continuity.guard.deletions", 30_000);
  private static final Duration PATIENCE = Duration.ofSeconds(60 + DELETIONS / 1000);
  private static final Instant SINCE = Instant.parse("2026-05-04T03:02:01Z");

  @TempDir private Path directory;
  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));
  private final BitSet rejected = new BitSet();
  private EmbeddedKafka broker;
  private KafkaConnection kafka;
  private KafkaConsumer<String, DeletionDecision> decisions;

  @BeforeEach
  void aBroker() throws Exception {
    broker = EmbeddedKafka.start();
    kafka = new KafkaConnection(broker.bootstrapServers(), "test", Map.of());
    TopicProvisioning.ensure(kafka, topics, new TopicSettings(1, 1), Duration.ofSeconds(30));
    decisions =
        new KafkaConsumer<>(
            kafka.client(
                Map.of("auto.offset.reset", "earliest", "isolation.level", "read_committed")),
            new StringDeserializer(),
            topics.deletionDecisions().valueSerde().deserializer());
    decisions.assign(List.of(new TopicPartition(topics.deletionDecisions().name(), 0)));
  }

  @AfterEach
  void noBroker() throws Exception {
    decisions.close();
    broker.close();
  }

  private Guard start() {
    Guard guard =
        new Guard(
            new GuardSettings(GuardPolicy.DEFAULT, 1, directory),
            topics,
            kafka,
            new DeadLetters(topics, InstantSource.system()),
            new SimpleMeterRegistry());
    guard.start();
    return guard;
  }

  private <V> KafkaProducer<String, V> producer(Topic<V> topic) {
    return new KafkaProducer<>(
        kafka.client(Map.of("acks", "all", "linger.ms", 5)),
        new StringSerializer(),
        topic.valueSerde().serializer());
  }

  private void deleteAll() {
    try (KafkaProducer<String, DeletionEvent> producer = producer(topics.deletions())) {
      for (int i = 0; i < DELETIONS; i++) {
        DeletionEvent event =
            DeletionEvent.newBuilder()
                .setSource("library")
                .setKind(DeletionKind.PENDING)
                .setObjectKey("pages/" + i)
                .setAbsentSince(SINCE)
                .setSize(1000L)
                .setAt(SINCE)
                .build();
        var _ = producer.send(new ProducerRecord<>(topics.deletions().name(), "library", event));
      }
    }
  }

  private void reject(String caseId) {
    String subject = "guard/" + caseId;
    try (KafkaProducer<String, OperatorAction> producer = producer(topics.operatorActions())) {
      OperatorAction action =
          OperatorAction.newBuilder()
              .setSubject(subject)
              .setKind(OperatorActionKind.REJECT)
              .setBy("ann")
              .setAt(SINCE)
              .build();
      var _ = producer.send(new ProducerRecord<>(topics.operatorActions().name(), subject, action));
    }
  }

  /** How many were rejected by now; none twice. */
  private int rejected() {
    decisions
        .poll(Duration.ofMillis(50))
        .forEach(
            record -> {
              DeletionDecision decision = record.value();
              assertThat(decision.getVerdict()).isEqualTo(DeletionVerdict.REJECTED);
              int number = Integer.parseInt(decision.getObjectKey().substring("pages/".length()));
              assertThat(rejected.get(number)).as("%s rejected before", number).isFalse();
              rejected.set(number);
            });
    return rejected.cardinality();
  }

  private int rejectedInAll() {
    TopicPartition partition = decisions.assignment().iterator().next();
    long end = decisions.endOffsets(List.of(partition)).get(partition);
    while (decisions.position(partition) < end) {
      rejected();
    }
    return rejected.cardinality();
  }

  @Test
  void aDecisionAboutManyIsCarriedOutOnceAcrossARestartInTheMiddle() {
    try (Guard guard = start()) {
      deleteAll();
      await()
          .atMost(PATIENCE)
          .until(() -> guard.open().stream().anyMatch(it -> it.pending() == DELETIONS));
      reject(guard.open().getFirst().id());
      await().atMost(PATIENCE).until(() -> rejected() > 0);
    }
    int before = rejectedInAll();
    assertThat(before).as("rejected before the restart").isLessThan(DELETIONS);

    long begin = System.nanoTime();
    try (Guard guard = start()) {
      await().atMost(PATIENCE).until(() -> rejected() == DELETIONS);

      log.atInfo()
          .addKeyValue("before", before)
          .addKeyValue("after", DELETIONS - before)
          .addKeyValue("ms", Duration.ofNanos(System.nanoTime() - begin).toMillis())
          .addKeyValue("open", guard.open())
          .log("Rejected across a restart");
      assertThat(guard.open()).isEmpty();
    }
  }
}
