package fr.mangatheque.continuity.producer.hint;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Puts hints into the topic of object changes, and says so only once Kafka keeps them: every sender
 * of hints goes through here. Thread-safe; blocks its caller, so call it from a virtual thread.
 */
public final class HintPublisher implements AutoCloseable {
  private final Producer<String, ObjectChange> producer;
  private final String topic;
  private final Duration timeout;
  private final InstantSource clock;
  private final HintIds ids;
  private final HintMetrics metrics;
  private final Lock lock = new ReentrantLock();

  /** Guarded by the lock. */
  private final Admission admission;

  /**
   * Does not wait for Kafka to be there.
   *
   * @param timeout the longest {@link #publish} takes
   * @throws KafkaException if the connection's properties are wrong
   */
  public HintPublisher(
      Topic<ObjectChange> topic, KafkaConnection kafka, Duration timeout, MeterRegistry registry) {
    this(
        new KafkaProducer<>(
            ProducerSettings.of(kafka, timeout),
            topic.keySerde().serializer(),
            topic.valueSerde().serializer()),
        topic.name(),
        timeout,
        HintRoom.DEFAULT,
        registry,
        InstantSource.system());
  }

  HintPublisher(
      Producer<String, ObjectChange> producer,
      String topic,
      Duration timeout,
      HintRoom room,
      MeterRegistry registry,
      InstantSource clock) {
    this.producer = producer;
    this.topic = topic;
    this.timeout = timeout;
    this.clock = clock;
    this.ids = new HintIds(clock);
    this.metrics = new HintMetrics(registry);
    this.admission = room.admission(timeout);
  }

  /**
   * Publishes {@code hints}, each with an id of its own, and waits until Kafka has acknowledged
   * all, at most as long as the time-out. Hints that there is no room for are refused at once.
   *
   * @param sender who says so
   */
  public PublishOutcome publish(List<Hint> hints, String sender) {
    long start = System.nanoTime();
    PublishOutcome outcome =
        switch (admit(hints)) {
          case Admission.Decision.Admitted() -> sendAndAwait(hints, sender, start);
          case Admission.Decision.Busy(Duration retryAfter) -> new PublishOutcome.Busy(retryAfter);
          case Admission.Decision.Gone() ->
              new PublishOutcome.Unconfirmed(
                  new TimeoutException("Kafka acknowledges nothing any more"));
        };
    metrics.published(hints, outcome, System.nanoTime() - start);
    return outcome;
  }

  private Admission.Decision admit(List<Hint> hints) {
    long bytes = hints.stream().mapToLong(HintRoom::weight).sum();
    lock.lock();
    try {
      return admission.admit(hints.size(), bytes, System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  private void over(Hint hint, boolean acknowledged) {
    lock.lock();
    try {
      admission.over(HintRoom.weight(hint), acknowledged, System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  private PublishOutcome sendAndAwait(List<Hint> hints, String sender, long start) {
    Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<String> sent = new ArrayList<>(hints.size());
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(hints.size());
    try {
      for (Hint hint : hints) {
        // A send may itself wait for half the time-out: see ProducerSettings.
        if (System.nanoTime() - start > timeout.toNanos() / 2) {
          throw new TimeoutException("Kafka takes hints more slowly than they come");
        }
        String id = ids.next();
        acknowledgements.add(send(hint, Changes.of(hint, id, sender, receivedAt)));
        sent.add(id);
      }
      for (Future<RecordMetadata> acknowledgement : acknowledgements) {
        long left = timeout.toNanos() - (System.nanoTime() - start);
        acknowledgement.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      }
      return new PublishOutcome.Acknowledged(sent);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PublishOutcome.Unconfirmed(e);
    } catch (ExecutionException e) {
      return late(e.getCause() instanceof Exception cause ? cause : e);
    } catch (TimeoutException | InterruptException e) {
      return late(e);
    } catch (KafkaException | IllegalStateException e) {
      // An IllegalStateException is how a producer says that it was closed.
      return new PublishOutcome.Unconfirmed(e);
    } finally {
      hints.subList(acknowledgements.size(), hints.size()).forEach(hint -> over(hint, false));
    }
  }

  /** What was sent stays under way until Kafka's client is done with it, however late that is. */
  private Future<RecordMetadata> send(Hint hint, ObjectChange change) {
    String key = hint.object().toString();
    return producer.send(
        new ProducerRecord<>(topic, key, change), (_, failed) -> over(hint, failed == null));
  }

  /** Not in time: Kafka is slow if it acknowledged others meanwhile, and gone if it did not. */
  private PublishOutcome late(Exception cause) {
    boolean inTime =
        !(cause instanceof TimeoutException
            || cause instanceof org.apache.kafka.common.errors.TimeoutException);
    lock.lock();
    try {
      long now = System.nanoTime();
      return inTime || !admission.working(now)
          ? new PublishOutcome.Unconfirmed(cause)
          : new PublishOutcome.Busy(admission.backlog(now));
    } finally {
      lock.unlock();
    }
  }

  /** Waits for what was sent, at most as long as the time-out, and ends. */
  @Override
  public void close() {
    producer.close(timeout);
  }
}
