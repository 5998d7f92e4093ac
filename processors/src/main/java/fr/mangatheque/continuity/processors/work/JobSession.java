package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.deadletter.Decoded;
import fr.mangatheque.continuity.schemas.deadletter.RecordDecoder;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes requests batch by batch, makes the runs of a batch, so many at a time, and commits it when
 * all of them are told of. Meanwhile it keeps polling, so that the group does not take it for dead.
 */
final class JobSession {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final ThreadFactory RUNS = Thread.ofVirtual().name("job-run-", 0).factory();

  private final Consumer<byte[], byte[]> consumer;
  private final Set<String> jobs;
  private final int atATime;
  private final RecordDecoder<JobRequest> decoder;
  private final JobRuns runs;
  private final JobMessages messages;
  private final Deque<ConsumerRecords<byte[], byte[]>> waiting = new ArrayDeque<>();

  /** What was broken off then met faults that are none. */
  private volatile boolean over;

  JobSession(
      Consumer<byte[], byte[]> consumer,
      Set<String> jobs,
      int atATime,
      RecordDecoder<JobRequest> decoder,
      JobRuns runs,
      JobMessages messages) {
    this.consumer = consumer;
    this.jobs = jobs;
    this.atATime = atATime;
    this.decoder = decoder;
    this.runs = runs;
    this.messages = messages;
  }

  /**
   * Works until told to stop; runs that are under way then are made again elsewhere.
   *
   * @param joined is run again and again while it is a member of its group
   */
  void run(BooleanSupplier stopping, Runnable joined) throws InterruptedException {
    while (!stopping.getAsBoolean()) {
      ConsumerRecords<byte[], byte[]> records = waiting.isEmpty() ? poll() : waiting.remove();
      if (consumer.groupMetadata().generationId() >= 0) {
        joined.run();
      }
      if (!records.isEmpty() && made(records, stopping)) {
        consumer.commitSync(ends(records));
      }
    }
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    return consumer.poll(POLL);
  }

  /** Whether all of it was made and told. */
  private boolean made(ConsumerRecords<byte[], byte[]> records, BooleanSupplier stopping)
      throws InterruptedException {
    JobBatch batch = new JobBatch(jobs);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      switch (decoder.decode(record)) {
        case Decoded.Readable<JobRequest>(JobRequest request) -> batch.add(request);
        case Decoded.Unreadable<JobRequest>(var why) -> messages.unreadable(record, why);
      }
    }
    if (batch.runs().isEmpty()) {
      return true;
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(atATime, RUNS)) {
      List<Future<?>> under = new ArrayList<>();
      for (JobRequest request : batch.runs()) {
        under.add(
            threads.submit(
                () -> {
                  runs.run(request, messages, () -> over);
                  return null;
                }));
      }
      try {
        awaitAll(under, stopping);
        return !stopping.getAsBoolean();
      } finally {
        over = !under.stream().allMatch(Future::isDone);
        threads.shutdownNow();
      }
    } finally {
      consumer.resume(consumer.paused());
    }
  }

  private void awaitAll(List<Future<?>> under, BooleanSupplier stopping)
      throws InterruptedException {
    while (!stopping.getAsBoolean() && !under.stream().allMatch(Future::isDone)) {
      consumer.pause(consumer.assignment());
      ConsumerRecords<byte[], byte[]> more = poll();
      if (!more.isEmpty()) {
        waiting.add(more);
      }
    }
    for (Future<?> one : under) {
      if (one.isDone()) {
        settle(one);
      }
    }
  }

  private static void settle(Future<?> one) throws InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException kafka) {
        throw kafka;
      }
      throw new IllegalStateException("A run ended without a word", e.getCause());
    } catch (CancellationException e) {
      throw new IllegalStateException("Nobody cancels a run", e);
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> ends(
      ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ends.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
    return ends;
  }
}
