package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.processors.work.WorkerHealth;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker from the making of its consumer to its end. The thread that runs it is the only one
 * that touches the consumer, and it never waits but for records and, when partitions are taken
 * away, a moment for what is nearly done.
 */
final class CopySession implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(CopySession.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMIT_EVERY = Duration.ofMillis(200);
  private static final Duration DRAIN = Duration.ofMillis(1200);
  private static final Duration COMMIT = Duration.ofMillis(600);

  private final CopyContext context;
  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final ResultSender sender;
  private final TaskPool<CopyTaskRun> pool;
  private final WaterMarks marks;
  private final Consumer<WorkerHealth> health;
  private final Pulse pulse;
  private final PartitionEnds ends;
  private final Map<TopicPartition, AssignedPartition> assigned = new HashMap<>();
  private long lastCommit = System.nanoTime();
  private boolean committing;
  private boolean joined;

  CopySession(
      CopyContext context,
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      ResultSender sender,
      Consumer<WorkerHealth> health) {
    this.context = context;
    this.consumer = consumer;
    this.sender = sender;
    this.pool = new TaskPool<>(context.settings().concurrency());
    this.marks = WaterMarks.forTasks(context.settings().concurrency());
    this.health = health;
    this.pulse = new Pulse(consumer);
    this.ends = new PartitionEnds(consumer, System::nanoTime);
  }

  /**
   * Works until {@code stopping}.
   *
   * @throws KafkaException if it cannot go on, and must be begun anew
   */
  void run(BooleanSupplier stopping) {
    health.accept(WorkerHealth.JOINING);
    try {
      consumer.subscribe(List.of(context.topics().copyRequests().name()), this);
      while (!stopping.getAsBoolean()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          deliver(record);
        }
        takeAcknowledged();
        failIfBroken();
        regulate();
        commitNowAndThen();
        ends.askAgain(assigned.values());
        tell();
      }
    } finally {
      onPartitionsRevoked(Set.copyOf(assigned.keySet()));
    }
  }

  private void deliver(ConsumerRecord<byte[], byte[]> record) {
    AssignedPartition partition =
        assigned.get(new TopicPartition(record.topic(), record.partition()));
    if (partition == null) {
      throw new IllegalStateException(
          "a record came of a partition that is not ours: " + record.partition());
    }
    pool.submit(
        LaneKey.of(record),
        new CopyTaskRun(context, partition.deliver(record.offset()), record, sender));
  }

  private void takeAcknowledged() {
    for (Optional<Delivered> next = sender.nextAcknowledged(Duration.ZERO);
        next.isPresent();
        next = sender.nextAcknowledged(Duration.ZERO)) {
      acknowledge(next.get());
    }
  }

  private static void acknowledge(Delivered delivered) {
    delivered.assigned().frontier().acknowledged(delivered.offset());
  }

  private void failIfBroken() {
    sender
        .failure()
        .ifPresent(
            why -> {
              throw new KafkaException("a result could not be told; its request is redone", why);
            });
  }

  /** A partition with much to do gives no more until some of it is done. */
  private void regulate() {
    for (AssignedPartition partition : assigned.values()) {
      boolean pause = marks.pause(partition.paused(), partition.frontier().outstanding());
      if (pause != partition.paused()) {
        partition.paused(pause);
        if (pause) {
          consumer.pause(List.of(partition.partition()));
        } else {
          consumer.resume(List.of(partition.partition()));
        }
      }
    }
  }

  private void commitNowAndThen() {
    if (committing || System.nanoTime() - lastCommit < COMMIT_EVERY.toNanos()) {
      return;
    }
    lastCommit = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> offsets = committable(assigned.keySet());
    if (offsets.isEmpty()) {
      return;
    }
    committing = true;
    consumer.commitAsync(
        offsets,
        (done, e) -> {
          committing = false;
          if (e == null) {
            context.failpoints().at(Failpoints.Step.AFTER_COMMIT);
            committed(done);
          } else {
            // the next one says the same and more
            log.atDebug().setCause(e).log("Offsets were not committed; they will be again");
          }
        });
  }

  private Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> of) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : of) {
      AssignedPartition ours = assigned.get(partition);
      if (ours != null) {
        ours.frontier()
            .committable()
            .ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset)));
      }
    }
    return offsets;
  }

  private void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          AssignedPartition ours = assigned.get(partition);
          if (ours != null) {
            ours.frontier().committed(offset.offset());
          }
        });
  }

  private void tell() {
    if (joined) {
      health.accept(pulse.silentFor().map(WorkerHealth::silent).orElse(WorkerHealth.RUNNING));
    }
    context
        .metrics()
        .now(
            pool.running(),
            pool.waiting(),
            assigned.values().stream().mapToLong(p -> p.frontier().lag()).sum());
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    if (partitions.isEmpty()) {
      return;
    }
    for (TopicPartition partition : partitions) {
      assigned.put(partition, new AssignedPartition(partition));
    }
    ends.ask(partitions.stream().map(assigned::get).toList());
    log.atInfo()
        .addKeyValue("partitions", partitions.stream().map(TopicPartition::partition).toList())
        .log("Copy requests are taken from these partitions");
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    Set<TopicPartition> leaving = Set.copyOf(partitions);
    pool.drop(task -> leaving.contains(task.partition()));
    drain(leaving);
    Map<TopicPartition, OffsetAndMetadata> offsets = committable(leaving);
    try {
      if (!offsets.isEmpty()) {
        consumer.commitSync(offsets, COMMIT);
      }
    } catch (KafkaException e) {
      // whoever gets the partition does these again, which changes nothing
      log.atInfo().setCause(e).log("Partitions were given back without a last commit");
    } finally {
      onPartitionsLost(leaving);
    }
  }

  private void drain(Set<TopicPartition> leaving) {
    long end = System.nanoTime() + DRAIN.toNanos();
    while ((pool.anyRunning(task -> leaving.contains(task.partition())) || sender.anyUnderWay())
        && System.nanoTime() < end) {
      sender.nextAcknowledged(Duration.ofMillis(20)).ifPresent(CopySession::acknowledge);
    }
    takeAcknowledged();
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      AssignedPartition lost = assigned.remove(partition);
      pool.drop(task -> task.delivered().assigned() == lost);
      pool.cancel(task -> task.delivered().assigned() == lost);
    }
  }
}
