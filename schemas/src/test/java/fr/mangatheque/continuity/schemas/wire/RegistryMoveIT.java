package fr.mangatheque.continuity.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.Brokers;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.Decoded;
import fr.mangatheque.continuity.schemas.deadletter.RecordDecoder;
import fr.mangatheque.continuity.schemas.event.Tick;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One topic, written by a site that takes up a registry and gives it up again. */
@ExtendWith(RegistryProcess.Shared.class)
class RegistryMoveIT {
  @Test
  void aSiteMovesToARegistryAndBackAndLosesNothing(RegistryProcess registry) throws Exception {
    try (Brokers brokers = Brokers.start(1)) {
      Optional<RegistrySettings> none = Optional.empty();
      Optional<RegistrySettings> written = Optional.of(registry.settings(Map.of(), true));
      Optional<RegistrySettings> onlyRead = Optional.of(registry.settings(Map.of(), false));

      write(brokers, none, "before", "before");
      write(brokers, written, "during", "during");
      write(brokers, onlyRead, "after", "after");

      assertThat(read(brokers, written)).isEqualTo(List.of("before", "during", "after"));
      assertThat(read(brokers, onlyRead)).isEqualTo(List.of("before", "during", "after"));
      assertThat(read(brokers, none)).isEqualTo(List.of("before", "unreadable", "after"));
    }
  }

  private static void write(
      Brokers brokers, Optional<RegistrySettings> settings, String key, String schedule)
      throws Exception {
    try (WireSerdes serdes = WireSerdes.open(settings)) {
      Topics topics = Topics.of("moving.", serdes);
      TopicProvisioning.ensure(
          brokers.connection(), topics, new TopicSettings(1, 1), Duration.ofSeconds(30));
      Topic<Tick> ticks = topics.ticks();
      try (KafkaProducer<String, Tick> producer =
          new KafkaProducer<>(
              brokers.connection().client(Map.of()),
              ticks.keySerde().serializer(),
              ticks.valueSerde().serializer())) {
        producer
            .send(
                new ProducerRecord<>(
                    ticks.name(), key, new Tick(schedule, Instant.EPOCH, Instant.EPOCH, "", null)))
            .get();
      }
    }
  }

  private static List<String> read(Brokers brokers, Optional<RegistrySettings> settings) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (WireSerdes serdes = WireSerdes.open(settings);
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                brokers.connection().client(Map.of("auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      Topic<Tick> ticks = Topics.of("moving.", serdes).ticks();
      consumer.assign(List.of(new TopicPartition(ticks.name(), 0)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= 3;
              });
      RecordDecoder<Tick> decoder = new RecordDecoder<>(ticks);
      return records.stream().map(decoder::decode).map(RegistryMoveIT::told).toList();
    }
  }

  private static String told(Decoded<Tick> decoded) {
    return switch (decoded) {
      case Decoded.Readable<Tick>(Tick tick) -> tick.getSchedule();
      case Decoded.Unreadable<Tick> unreadable -> "unreadable";
    };
  }
}
