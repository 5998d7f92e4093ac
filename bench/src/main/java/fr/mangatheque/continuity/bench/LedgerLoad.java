package fr.mangatheque.continuity.bench;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Tells what a scan of so many objects would, in the order of their keys. */
final class LedgerLoad {
  private static final String UPLOADED = "20260304T050607.000Z";
  private static final Instant MODIFIED = Instant.parse("2026-03-04T05:06:07Z");
  private static final long SIZE = 204_800;

  private final Topics topics;
  private final KafkaProducer<String, byte[]> producer;
  private final Instant startedAt;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  private LedgerLoad(Topics topics, KafkaProducer<String, byte[]> producer, Instant startedAt) {
    this.topics = topics;
    this.producer = producer;
    this.startedAt = startedAt;
  }

  /**
   * Arguments: broker, what to tell (rebuilt, listed, observed or ended), how many objects, when
   * the scan began in milliseconds. Tells when it is about to begin, and when all is acknowledged.
   */
  public static void main(String[] arguments) throws Exception {
    int objects = Integer.parseInt(arguments[2]);
    Instant startedAt = Instant.ofEpochMilli(Long.parseLong(arguments[3]));
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            arguments[0],
            ProducerConfig.LINGER_MS_CONFIG,
            5,
            ProducerConfig.BATCH_SIZE_CONFIG,
            64 << 10);
    try (WireSerdes serdes = WireSerdes.open(Optional.empty());
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      Topics topics = Topics.of("", serdes);
      producer.partitionsFor(topics.objectChanges().name());
      System.out.println("=begins");
      new LedgerLoad(topics, producer, startedAt).tell(arguments[1], objects);
      System.out.println("=told");
    }
  }

  private void tell(String what, int objects) throws Exception {
    if (what.equals("ended")) {
      for (int partition = 0; partition < LedgerServer.PARTITIONS; partition++) {
        send(topics.objectChanges(), partition, LedgerServer.SOURCE, ended());
      }
    }
    for (int i = 0; i < objects; i++) {
      String key = "mangas/series-%04d/%04d/%02d.webp".formatted(i / 10_000, i / 20 % 500, i % 20);
      String id = LedgerServer.SOURCE + "/" + key;
      switch (what) {
        case "rebuilt" -> send(topics.copyResults(), null, id, entry(key, i, CopyOutcome.REBUILT));
        case "listed" -> send(topics.copyResults(), null, id, entry(key, i, CopyOutcome.LISTED));
        case "observed" -> send(topics.objectChanges(), null, id, observed(key, i));
        default -> throw new IllegalArgumentException(what);
      }
    }
    producer.flush();
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  private <T> void send(Topic<T> topic, @Nullable Integer partition, String key, T value) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    var _ =
        producer.send(
            new ProducerRecord<>(topic.name(), partition, key, bytes),
            (_, problem) -> failure.compareAndSet(null, problem));
  }

  private static String etag(int i) {
    return "%032x".formatted(i);
  }

  private CopyResult entry(String key, int i, CopyOutcome outcome) {
    return CopyResult.newBuilder()
        .setRequestId("")
        .setSource(LedgerServer.SOURCE)
        .setObjectKey(key)
        .setAttempt(0)
        .setOutcome(outcome)
        .setEntry(
            Entry.newBuilder()
                .setName(UPLOADED + "~" + "%064x".formatted(i) + "~" + etag(i))
                .setSize(SIZE)
                .setEtag(etag(i))
                .build())
        .setVersions(1)
        .setHeldBytes(SIZE)
        .setScanStartedAt(startedAt)
        .setWorker("bench")
        .setAt(startedAt)
        .build();
  }

  private ObjectChange observed(String key, int i) {
    return ObjectChange.newBuilder()
        .setSource(LedgerServer.SOURCE)
        .setObjectKey(key)
        .setKind(ChangeKind.OBSERVED)
        .setSender("bench")
        .setOccurredAt(startedAt)
        .setEtag(etag(i))
        .setSize(SIZE)
        .setLastModified(MODIFIED)
        .setScanId("uploads/audit@" + startedAt)
        .setScanStartedAt(startedAt)
        .build();
  }

  private ObjectChange ended() {
    return ObjectChange.newBuilder()
        .setSource(LedgerServer.SOURCE)
        .setObjectKey("")
        .setKind(ChangeKind.SCAN_ENDED)
        .setScanId("uploads/audit@" + startedAt)
        .setScanStartedAt(startedAt)
        .build();
  }
}
