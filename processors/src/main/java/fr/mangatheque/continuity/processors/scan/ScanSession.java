package fr.mangatheque.continuity.processors.scan;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The worker from the making of its consumer to its end. The thread that runs it is the only one
 * that touches the consumer; a virtual thread lists a slice. A slice that is under way when its
 * partition moves goes on: its result counts as much as that of the one who does it again.
 */
final class ScanSession implements ConsumerRebalanceListener {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration COMMIT = Duration.ofSeconds(3);

  /** Does what a record asks for, and returns once its result is acknowledged. */
  interface Work {
    void answer(ConsumerRecord<byte[], byte[]> record);
  }

  private record Task(Progress progress, ConsumerRecord<byte[], byte[]> record) {}

  private final Consumer<byte[], byte[]> consumer;
  private final Work work;
  private final int atATime;
  private final Map<TopicPartition, Progress> assigned = new HashMap<>();
  private final Deque<Task> waiting = new ArrayDeque<>();
  private final Map<Task, Thread> running = new ConcurrentHashMap<>();
  private final BlockingQueue<Task> answered = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean over;
  private boolean joined;

  ScanSession(Consumer<byte[], byte[]> consumer, Work work, int atATime) {
    this.consumer = consumer;
    this.work = work;
    this.atATime = atATime;
  }

  /**
   * Works until {@code stopping}.
   *
   * @param alive is run at each turn, once it belongs to the group
   * @throws KafkaException if it cannot go on, and must be begun anew
   */
  void run(String topic, BooleanSupplier stopping, Runnable alive) {
    try {
      consumer.subscribe(List.of(topic), this);
      while (!stopping.getAsBoolean()) {
        consumer.poll(POLL).forEach(this::deliver);
        takeAnswered();
        failIfBroken();
        startWaiting();
        regulate();
        commit(assigned.keySet());
        if (joined) {
          alive.run();
        }
      }
    } finally {
      over = true;
      running.values().forEach(Thread::interrupt);
      onPartitionsRevoked(Set.copyOf(assigned.keySet()));
    }
  }

  private void deliver(ConsumerRecord<byte[], byte[]> record) {
    Progress progress = assigned.get(new TopicPartition(record.topic(), record.partition()));
    if (progress == null) {
      throw new IllegalStateException("a record came of partition " + record.partition());
    }
    progress.delivered(record.offset());
    waiting.addLast(new Task(progress, record));
  }

  private void startWaiting() {
    while (running.size() < atATime && !waiting.isEmpty()) {
      Task task = waiting.removeFirst();
      Thread thread = Thread.ofVirtual().name("scan-slice").unstarted(() -> run(task));
      running.put(task, thread);
      thread.start();
    }
  }

  private void run(Task task) {
    try {
      work.answer(task.record());
      answered.add(task);
    } catch (Throwable e) {
      // nothing may be lost between a delivered record and its offset: all is delivered again
      if (!over) {
        failure.compareAndSet(null, e);
      }
    } finally {
      running.remove(task);
    }
  }

  private void takeAnswered() {
    for (Task next = answered.poll(); next != null; next = answered.poll()) {
      next.progress().answered(next.record().offset());
    }
  }

  private void failIfBroken() {
    Throwable why = failure.get();
    if (why != null) {
      throw new KafkaException("a slice could not be told; it is listed again", why);
    }
  }

  /** With enough to do, no more is fetched. */
  private void regulate() {
    if (waiting.size() >= atATime) {
      consumer.pause(assigned.keySet());
    } else if (!consumer.paused().isEmpty()) {
      consumer.resume(consumer.paused());
    }
  }

  private void commit(Collection<TopicPartition> of) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : of) {
      Progress progress = assigned.get(partition);
      if (progress != null) {
        progress
            .committable()
            .ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset)));
      }
    }
    if (!offsets.isEmpty()) {
      consumer.commitSync(offsets, COMMIT);
      offsets.forEach((partition, offset) -> assigned.get(partition).committed(offset.offset()));
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    partitions.forEach(partition -> assigned.put(partition, new Progress(partition)));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    takeAnswered();
    try {
      commit(partitions);
    } catch (KafkaException e) {
      ScanWorker.log
          .atInfo()
          .setCause(e)
          .log("Partitions were given back without a last commit; their slices are done again");
    } finally {
      onPartitionsLost(partitions);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    partitions.forEach(assigned::remove);
    waiting.removeIf(task -> !assigned.containsValue(task.progress()));
  }
}
