package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others write into our topics: under foreign keys, on foreign partitions, or unreadable. */
class ForeignRecordsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** About as large as a record may be on a topic that has no limit of its own. */
  private static final int LARGE = 1_048_300;

  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));

  @TempDir private Path directory;
  private Site site;

  @BeforeEach
  void aSite() {
    site = new Site(directory);
  }

  @AfterEach
  void noSite() {
    site.close();
  }

  private Pipeline start() throws Exception {
    return Pipeline.start(site.configuration(), EnumSet.allOf(Role.class), InstantSource.system());
  }

  private static KafkaProducer<byte[], byte[]> producer(Pipeline pipeline) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", pipeline.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Test
  void aHintOnAForeignPartitionOrUnderAForeignKeyIsTakenAllTheSame() throws Exception {
    try (Pipeline pipeline = start();
        KafkaProducer<byte[], byte[]> producer = producer(pipeline)) {
      List<String> keys = List.of("covers/1.jpg", "covers/2.jpg", "covers/3.jpg");
      for (String key : keys) {
        site.origin.put(key, key.getBytes(UTF_8));
        for (int partition = 0; partition < 3; partition++) {
          producer.send(hint(partition, "uploads/" + key, key)).get();
          producer.send(hint(partition, null, key)).get();
        }
      }

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(keys)
                      .allSatisfy(key -> assertThat(site.entries(key)).containsExactly(key)));
    }
  }

  private ProducerRecord<byte[], byte[]> hint(
      int partition, @Nullable String recordKey, String key) {
    ObjectChange change =
        ObjectChange.newBuilder()
            .setId("foreign")
            .setSource("uploads")
            .setObjectKey(key)
            .setKind(ChangeKind.CREATED)
            .setSender("a foreign client")
            .setOccurredAt(Instant.now())
            .setReceivedAt(Instant.now())
            .build();
    String topic = topics.objectChanges().name();
    return new ProducerRecord<>(
        topic,
        partition,
        recordKey == null ? null : recordKey.getBytes(UTF_8),
        topics.objectChanges().valueSerde().serializer().serialize(topic, change));
  }

  @Test
  void whatNobodyCanReadOnAnyTopicIsKeptAndHoldsUpNothing() throws Exception {
    List<Topic<?>> read =
        List.of(
            topics.objectChanges(),
            topics.copyRequests(),
            topics.copyResults(),
            topics.failures(),
            topics.notifications());
    try (Pipeline pipeline = start();
        KafkaProducer<byte[], byte[]> producer = producer(pipeline)) {
      for (Topic<?> topic : read) {
        byte[] name = ("poison of " + topic.name()).getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topic.name(), name, new byte[LARGE])).get();
      }
      site.upload(pipeline.intakePort(), "covers/1.jpg", "content");

      await().atMost(PATIENCE).until(() -> site.entries("covers/1.jpg").size() == 1);
      Set<String> letters = new HashSet<>();
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(
              Map.of(
                  "bootstrap.servers",
                  pipeline.bootstrapServers(),
                  "group.id",
                  "test",
                  "auto.offset.reset",
                  "earliest"),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer())) {
        consumer.subscribe(List.of(topics.deadLetters().name()));
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  for (ConsumerRecord<byte[], byte[]> letter :
                      consumer.poll(Duration.ofMillis(200))) {
                    assertThat(letter.value()).hasSize(LARGE);
                    letters.add(new String(letter.key(), UTF_8));
                  }
                  assertThat(letters)
                      .containsExactlyInAnyOrderElementsOf(
                          read.stream().map(topic -> "poison of " + topic.name()).toList());
                });
      }
    }
  }
}
