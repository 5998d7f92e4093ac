package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.Tick;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fires jobs as an operator does, by a tick, and waits for what came of them. */
final class Jobs {
  private static final String BY = "test";

  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));
  private final String bootstrapServers;

  Jobs(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Fires a job of the source and waits for its end.
   *
   * @param job such as {@code audit}
   * @return its last report
   */
  JobReport run(String job, Duration patience) throws Exception {
    String schedule = FaultSite.SOURCE + "/" + job;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Tick tick =
        Tick.newBuilder().setSchedule(schedule).setDueAt(now).setFiredAt(now).setBy(BY).build();
    send(topics.ticks(), schedule, tick);
    String run = schedule + "@" + now;
    return await(run, schedule, now, patience);
  }

  private <V> void send(Topic<V> topic, String key, V value) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            topics.ticks().keySerde().serializer(),
            new ByteArraySerializer())) {
      byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
      producer.send(new ProducerRecord<>(topic.name(), key, bytes)).get();
    }
  }

  private JobReport await(String run, String schedule, Instant from, Duration patience) {
    Topic<JobReport> topic = topics.jobReports();
    long end = System.nanoTime() + patience.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic.name()));
      while (System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          JobReport report =
              topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
          if (report.getSchedule().equals(schedule)
              && !report.getAt().isBefore(from)
              && isOver(report.getPhase())) {
            return report;
          }
        }
      }
    }
    throw new AssertionError("nothing came of " + run + " within " + patience);
  }

  private static boolean isOver(JobPhase phase) {
    return switch (phase) {
      case SUCCEEDED, FAILED, SKIPPED -> true;
      case STARTED, PROGRESS, UNKNOWN -> false;
    };
  }
}
