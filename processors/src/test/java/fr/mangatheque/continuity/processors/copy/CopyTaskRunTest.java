package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is itself the trouble stops no other. */
class CopyTaskRunTest {
  private static final String KEY = "library/01.jpg";

  @TempDir private Path dir;
  private final Topics topics = Topics.of("", WireSerdes.open(Optional.empty()));
  private final TestClock clock = new TestClock();
  private final MemoryObjectStore origin = new MemoryObjectStore(clock);
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private CopyFixture fixture;
  private CopyContext context;
  private ResultSender sender;

  @BeforeEach
  void open() {
    origin.put(new ObjectKey(KEY), Pictures.page(1), ObjectHeaders.NONE);
    fixture =
        new CopyFixture(origin, new MemoryObjectStore(clock), CopyFixture.settings(dir), clock);
    context = fixture.context(topics, timer, clock);
    sender = new ResultSender(producer, context);
  }

  @AfterEach
  void close() {
    timer.shutdownNow();
    sender.close();
    fixture.close();
  }

  private CopyResult answer(CopyRequest request) {
    String topic = topics.copyRequests().name();
    byte[] value = topics.copyRequests().valueSerde().serializer().serialize(topic, request);
    byte[] key = (CopyFixture.SOURCE + "/" + KEY).getBytes(StandardCharsets.UTF_8);
    AssignedPartition partition = new AssignedPartition(new TopicPartition(topic, 0));
    partition.endIs(0);
    new CopyTaskRun(
            context, partition.deliver(0), new ConsumerRecord<>(topic, 0, 0, key, value), sender)
        .run();
    assertThat(sender.failure()).isEmpty();
    assertThat(producer.history()).hasSize(1);
    return topics
        .copyResults()
        .valueSerde()
        .deserializer()
        .deserialize(topics.copyResults().name(), producer.history().getFirst().value());
  }

  @Test
  void aRequestOfAnImpossibleSizeIsAnsweredLikeAnyOther() {
    CopyResult result = answer(CopyFixture.request(KEY).setSize(Long.MAX_VALUE).build());

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.COPIED);
  }

  @Test
  void aTaskThatFailsInAWayNobodyForesawIsToldAndNotRedeliveredForEver() {
    // no alarm can be set any more
    timer.shutdownNow();

    CopyResult result = answer(CopyFixture.first(KEY));

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.RETRYABLE);
    assertThat(result.getCause().getCauseClass()).isEqualTo("INTERNAL");
    assertThat(sender.nextAcknowledged(Duration.ZERO)).isPresent();
  }
}
