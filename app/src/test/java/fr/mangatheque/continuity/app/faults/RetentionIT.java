package fr.mangatheque.continuity.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DeletedRecords;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline stands still for longer than Kafka keeps events. */
@Tag("long")
class RetentionIT {
  private static final int OBJECTS = 20;
  private static final List<String> CHANGED =
      IntStream.range(0, OBJECTS / 2).mapToObj(ProtectedLibrary::key).toList();

  @TempDir private Path directory;
  private final Topic<ObjectChange> events =
      Topics.of("", WireSerdes.open(Optional.empty())).objectChanges();

  @Test
  void whatKafkaNoLongerHasWhenThePipelineComesBackIsFoundByTheNextReconcile() throws Exception {
    try (OwnBroker broker = new OwnBroker(directory.resolve("broker"))) {
      FaultSite site = new FaultSite(directory, 1);
      Path configuration =
          site.configuration(
              "one",
              "bootstrap-servers: '%s', replication: 1, instance-id: one"
                  .formatted(broker.bootstrapServers()));
      try (ProtectedLibrary library = new ProtectedLibrary(site, configuration)) {
        library.upload(OBJECTS, "first");
        library.awaitProtected();
        library.run("audit");

        PipelineChild before = library.supervisor().child();
        library.supervisor().killThen(() -> changeAndForget(library, broker.bootstrapServers()));
        await()
            .atMost(ProtectedLibrary.PATIENCE)
            .until(() -> library.supervisor().child() != before);
        library.run("reconcile");

        library.awaitProtected();
        library.verified();
        assertWhatIsToldAfterThatIsHeard(library);
      }
    }
  }

  /** Changes the source, tells Kafka of it, and lets all of that expire. */
  private void changeAndForget(ProtectedLibrary library, String bootstrapServers) {
    try {
      for (String key : CHANGED) {
        library.write(key, "second");
        tell(bootstrapServers, key);
      }
      assertThat(forget(bootstrapServers)).isGreaterThanOrEqualTo(OBJECTS + CHANGED.size());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void tell(String bootstrapServers, String key)
      throws ExecutionException, InterruptedException {
    Instant now = Instant.now();
    ObjectChange change =
        ObjectChange.newBuilder()
            .setSource(FaultSite.SOURCE)
            .setObjectKey(key)
            .setKind(ChangeKind.CREATED)
            .setSender("app")
            .setOccurredAt(now)
            .setReceivedAt(now)
            .build();
    try (KafkaProducer<String, ObjectChange> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            events.valueSerde().serializer())) {
      String id = new ObjectId(FaultSite.SOURCE, key).toString();
      producer.send(new ProducerRecord<>(events.name(), id, change)).get();
    }
  }

  /** How many records the topic ever had, of which it has none any more. */
  private long forget(String bootstrapServers) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<TopicPartition, RecordsToDelete> all =
          admin
              .describeTopics(List.of(events.name()))
              .allTopicNames()
              .get()
              .get(events.name())
              .partitions()
              .stream()
              .collect(
                  Collectors.toMap(
                      partition -> new TopicPartition(events.name(), partition.partition()),
                      _ -> RecordsToDelete.beforeOffset(-1)));
      long deleted = 0;
      for (KafkaFuture<DeletedRecords> partition :
          admin.deleteRecords(all).lowWatermarks().values()) {
        deleted += partition.get().lowWatermark();
      }
      return deleted;
    }
  }

  private static void assertWhatIsToldAfterThatIsHeard(ProtectedLibrary library) {
    library.upload(OBJECTS, "third");
    library.awaitProtected();
    library.verified();
  }
}
