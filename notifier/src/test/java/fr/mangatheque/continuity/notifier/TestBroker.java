package fr.mangatheque.continuity.notifier;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.provisioning.TopicProvisioning;
import fr.mangatheque.continuity.schemas.provisioning.TopicSettings;
import fr.mangatheque.continuity.testkit.kafka.EmbeddedKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One Kafka broker in this process, on loopback and a free port. */
final class TestBroker implements AutoCloseable {
  private final EmbeddedKafka kafka;
  private final KafkaProducer<byte[], byte[]> producer;

  TestBroker() throws Exception {
    kafka = EmbeddedKafka.start();
    producer =
        new KafkaProducer<>(
            connection().client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
  }

  KafkaConnection connection() {
    return new KafkaConnection(kafka.bootstrapServers(), "test-1", Map.of());
  }

  void stop() {
    kafka.stop();
  }

  void startAgain() {
    kafka.startAgain();
  }

  void create(Topics topics) {
    TopicProvisioning.ensure(connection(), topics, new TopicSettings(2, 1), Duration.ofSeconds(30));
  }

  /** Returns once it is acknowledged. */
  <V> void send(Topic<V> topic, String key, V value) throws Exception {
    send(topic, key, topic.valueSerde().serializer().serialize(topic.name(), value));
  }

  void send(Topic<?> topic, String key, byte[] value) throws Exception {
    byte[] keyBytes = topic.keySerde().serializer().serialize(topic.name(), key);
    producer.send(new ProducerRecord<>(topic.name(), keyBytes, value)).get();
  }

  /** All that is committed to a topic now. */
  <V> List<V> read(Topic<V> topic) {
    return kafka.read(topic.name()).stream()
        .map(it -> topic.valueSerde().deserializer().deserialize(it.topic(), it.value()))
        .toList();
  }

  @Override
  public void close() throws Exception {
    producer.close();
    kafka.close();
  }
}
