package fr.mangatheque.continuity.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.Brokers;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.Tick;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterHandlerIT {
  private final Topics topics = Topics.of("it.", WireSerdes.open(Optional.empty()));

  /** As large as a broker takes into the other topics: with headers it is larger than that. */
  private final byte[] garbage = new byte[1_048_400];

  @TempDir Path state;

  @Test
  void underExactlyOnceTheLetterAndTheFailureAreCommittedAndTheTopologyGoesOn() throws Exception {
    Tick tick = new Tick("audit", Instant.EPOCH, Instant.EPOCH, "", null);
    try (Brokers brokers = Brokers.start(1);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                brokers.connection().client(Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                brokers
                    .connection()
                    .client(
                        Map.of(
                            "isolation.level", "read_committed", "auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      TopicProvisioning.ensure(
          brokers.connection(), topics, new TopicSettings(1, 1), Duration.ofSeconds(30));
      producer.send(new ProducerRecord<>(topics.ticks().name(), null, garbage)).get();
      producer
          .send(
              new ProducerRecord<>(
                  topics.ticks().name(),
                  topics.ticks().valueSerde().serializer().serialize("", tick)))
          .get();
      try (KafkaStreams streams = copyingTicksToNotices(brokers)) {
        streams.start();

        assertThat(first(consumer, topics.deadLetters()).value()).isEqualTo(garbage);
        assertThat(
                new RecordDecoder<>(topics.failures()).decode(first(consumer, topics.failures())))
            .isInstanceOfSatisfying(
                Decoded.Readable.class,
                it -> assertThat(it.value().toString()).contains("UNREADABLE_RECORD"));
        assertThat(
                new RecordDecoder<>(topics.ticks()).decode(first(consumer, topics.notifications())))
            .isEqualTo(new Decoded.Readable<>(tick));
      }
    }
  }

  /** It does not matter here that another topic is for other records. */
  private KafkaStreams copyingTicksToNotices(Brokers brokers) {
    Topic<Tick> ticks = topics.ticks();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(ticks.name(), Consumed.with(ticks.keySerde(), ticks.valueSerde()))
        .to(topics.notifications().name(), Produced.with(ticks.keySerde(), ticks.valueSerde()));
    Map<String, Object> own = new HashMap<>();
    own.put(StreamsConfig.APPLICATION_ID_CONFIG, "it-dead-letters");
    own.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    own.put("auto.offset.reset", "earliest");
    own.putAll(DeadLetterHandler.settings(new DeadLetters(topics, InstantSource.system())));
    Properties properties = new Properties();
    properties.putAll(brokers.connection().client(own));
    return new KafkaStreams(builder.build(), properties);
  }

  private static ConsumerRecord<byte[], byte[]> first(
      KafkaConsumer<byte[], byte[]> consumer, Topic<?> topic) {
    consumer.assign(List.of(new TopicPartition(topic.name(), 0)));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(200)).forEach(records::add);
              return !records.isEmpty();
            });
    return records.getFirst();
  }
}
