package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.Decoded;
import fr.mangatheque.continuity.schemas.deadletter.RecordDecoder;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Which objects were proven last, read from the ends of the topic of results whenever it is asked:
 * no group, no memory. Thread-safe; blocks for as long as Kafka takes.
 */
public final class RecentProofs {
  private static final long DEPTH = 200;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LEAVING = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Topics topics;
  private final KafkaConnection kafka;
  private final RecordDecoder<CopyResult> decoder;

  public RecentProofs(Topics topics, KafkaConnection kafka) {
    this.topics = topics;
    this.kafka = kafka;
    this.decoder = new RecordDecoder<>(topics.copyResults());
  }

  /**
   * The objects of {@code source} that the latest results show with a version, the newest version
   * first, canaries aside; not all of them, for only the ends are read.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time
   */
  public List<ObjectId> newest(String source) {
    Map<ObjectId, Instant> found = new HashMap<>();
    KafkaConsumer<byte[], byte[]> consumer = consumer();
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topics.copyResults().name()).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      ends.forEach((at, end) -> consumer.seek(at, Math.max(starts.get(at), end - DEPTH)));
      long give = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue())
          && System.nanoTime() - give < 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record, source, found);
        }
      }
    } finally {
      // a broker that is away is not waited for
      consumer.close(CloseOptions.timeout(LEAVING));
    }
    return found.entrySet().stream()
        .sorted(Map.Entry.<ObjectId, Instant>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, String source, Map<ObjectId, Instant> found) {
    switch (decoder.decode(record)) {
      // whoever acts on results makes a dead letter of it
      case Decoded.Unreadable<CopyResult> _ -> {}
      case Decoded.Readable<CopyResult>(CopyResult result) -> {
        if (result.getSource().equals(source)) {
          ObjectId object = new ObjectId(source, result.getObjectKey());
          version(result.getEntry())
              .filter(_ -> !object.isCanary())
              .ifPresentOrElse(at -> found.put(object, at), () -> found.remove(object));
        }
      }
    }
  }

  private static Optional<Instant> version(@Nullable Entry entry) {
    return Optional.ofNullable(entry)
        .flatMap(it -> EntryNames.parse(it.getName()))
        .filter(EntryName.Version.class::isInstance)
        .map(EntryName::instant);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        kafka.client(
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                kafka.instanceId() + "-canary-proofs",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
