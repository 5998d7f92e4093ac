package fr.mangatheque.continuity.producer.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes events to Kafka, one a record. */
final class KafkaTransport implements Transport {
  private static final int LINGER_MS = 5;

  private final String topic;
  private final Duration timeout;
  private final List<Header> headers;
  private final Supplier<Producer<byte[], byte[]>> open;
  private volatile @Nullable Producer<byte[], byte[]> producer;

  KafkaTransport(Map<String, ?> properties, String topic, Duration timeout) {
    this(
        topic,
        timeout,
        properties.get(ProducerConfig.CLIENT_ID_CONFIG) instanceof String name ? name : null,
        () ->
            new KafkaProducer<>(
                settings(properties, timeout),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
  }

  KafkaTransport(
      String topic,
      Duration timeout,
      @Nullable String sender,
      Supplier<Producer<byte[], byte[]>> open) {
    this.topic = topic;
    this.timeout = timeout;
    this.open = open;
    Header type = new RecordHeader("content-type", "application/json".getBytes(UTF_8));
    this.headers =
        sender == null
            ? List.of(type)
            : List.of(type, new RecordHeader("sender", sender.getBytes(UTF_8)));
  }

  private static Map<String, Object> settings(Map<String, ?> properties, Duration timeout) {
    int half = Math.toIntExact(timeout.toMillis() / 2);
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.LINGER_MS_CONFIG, Math.min(LINGER_MS, half / 2));
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * MOST_BYTES);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    all.putAll(properties);
    // What counts as sent is kept, and a call ends in time.
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
    return all;
  }

  @Override
  public Reply send(List<byte[]> events) throws InterruptedException {
    Reply reply = new Reply(events);
    List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
    long start = System.nanoTime();
    try {
      Producer<byte[], byte[]> to = producer();
      for (byte[] event : events) {
        // Each may wait for half the time-out if Kafka does not answer: all of them must not.
        if (System.nanoTime() - start > timeout.toNanos() / 2) {
          reply.trouble(new Reply.Trouble("Kafka takes events more slowly than they come", null));
          break;
        }
        sent.add(to.send(new ProducerRecord<>(topic, null, null, null, event, headers)));
      }
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException | IllegalStateException e) {
      failed(e, reply);
    }
    long deadline = start + timeout.toNanos();
    for (int i = 0; i < sent.size(); i++) {
      await(i, sent.get(i), deadline, reply);
    }
    return reply;
  }

  private void await(int index, Future<RecordMetadata> sent, long deadline, Reply reply)
      throws InterruptedException {
    try {
      sent.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      reply.taken(index);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException tooLarge) {
        reply.refused(index, String.valueOf(tooLarge.getMessage()));
      } else {
        failed(e.getCause(), reply);
      }
    } catch (TimeoutException e) {
      failed(e, reply);
    }
  }

  /** A producer may be broken for good, and a new one not. */
  private void failed(Throwable why, Reply reply) {
    boolean passing = why instanceof RetriableException || why instanceof TimeoutException;
    if (!passing) {
      drop();
    }
    String words = why instanceof TimeoutException ? "no confirmation in time" : why.toString();
    Throwable cause = why.getCause();
    reply.trouble(new Reply.Trouble(cause == null ? words : words + ": " + cause, null));
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> now = producer;
    if (now == null) {
      now = open.get();
      producer = now;
    }
    return now;
  }

  private void drop() {
    Producer<byte[], byte[]> broken = producer;
    producer = null;
    if (broken != null) {
      broken.close(Duration.ZERO);
    }
  }

  private static InterruptedException interrupted(InterruptException e) {
    InterruptedException plain = new InterruptedException("told to end");
    plain.initCause(e);
    return plain;
  }

  @Override
  public String place() {
    return "topic " + topic;
  }

  @Override
  public void close() {
    drop();
  }
}
