package fr.mangatheque.continuity.app.demo.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.mangatheque.continuity.app.demo.site.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** JSON written into the topic for it, without the intake. */
final class KafkaForm implements Form, AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final String topic;
  private final KafkaProducer<String, String> producer;

  KafkaForm(String bootstrapServers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "application"),
            new StringSerializer(),
            new StringSerializer());
  }

  @Override
  public String name() {
    return "Kafka, as JSON";
  }

  @Override
  public void tell(List<Event> events) throws InterruptedException {
    List<Future<RecordMetadata>> kept = new ArrayList<>();
    for (Event event : events) {
      kept.add(producer.send(new ProducerRecord<>(topic, event.key(), json(event))));
    }
    for (Future<RecordMetadata> one : kept) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("Kafka did not take an event", e.getCause());
      }
    }
  }

  private static String json(Event event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers are always JSON", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
