package fr.mangatheque.continuity.producer.client;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Continuity of uploads and removals, after they were made:
 *
 * {@snippet :
 * UploadEvents events = UploadEvents.http(URI.create("https://continuity.example"), token);
 * …
 * store.upload("covers/1.jpg", bytes);
 * events.created("uploads", "covers/1.jpg");
 * …
 * events.close(Duration.ofSeconds(5));
 * }
 *
 * <p>It never gets in the way of an upload: {@link #created} and {@link #removed} put the event
 * into a queue and return within microseconds; they never wait for the network and never throw,
 * whatever they are given. A thread of its own (a daemon) sends what waits, in batches, and repeats
 * with growing, random pauses what could not be sent, heeding {@code Retry-After}.
 *
 * <p>The queue is bounded in number and memory. An event that finds it full is <em>dropped</em>: so
 * a long outage costs the events at its end, and what was once taken in is sent. One that the
 * intake says is wrong is <em>refused</em>, it alone, and the others of its batch sent again
 * without it; so is one that no intake would take: without source or key, or with a key of more
 * than 1,024 bytes. Both are counted and logged, once a minute at the most, and left to
 * reconciliation, which finds every object without any event. A detail that cannot be right is left
 * out, and the event sent.
 *
 * <p>What the intake refuses because of who sends (401, 403) is refused likewise, with a pause
 * after it. All else (an answer of 404, a redirect, a broken connection, a 400 that is not in the
 * intake's own form but a proxy's) counts as an outage.
 *
 * <p>One serves a whole application. Thread-safe. Close it at the end: a process that just exits
 * loses what waits.
 */
public final class UploadEvents implements AutoCloseable {
  /** What {@link #close()} waits. */
  public static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  /** The topic that {@link #kafka(Map)} writes to. */
  public static final String TOPIC = "object-changes-json";

  private static final Logger log = LoggerFactory.getLogger(UploadEvents.class);
  private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

  private final EventQueue queue;
  private final Transport transport;
  private final InstantSource clock;
  private final Quiet quiet = new Quiet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  UploadEvents(Transport transport, ClientOptions options, InstantSource clock) {
    this.queue = new EventQueue(options.maxQueuedEvents(), options.maxQueuedBytes());
    this.transport = transport;
    this.clock = clock;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("continuity-upload-events")
            .start(new Delivery(queue, transport, options, quiet, closing));
  }

  /** The same with the usual options. */
  public static UploadEvents http(URI intake, @Nullable String token) {
    return http(intake, token, ClientOptions.DEFAULT);
  }

  /**
   * Posts events to an intake.
   *
   * @param intake where it listens, such as {@code https://continuity.example}; a path is kept, for
   *     a proxy may have it under one
   * @param token for {@code Authorization: Bearer}; null for an intake without any
   * @throws IllegalArgumentException if the address is not one, or the token cannot be sent
   */
  public static UploadEvents http(URI intake, @Nullable String token, ClientOptions options) {
    InstantSource clock = InstantSource.system();
    URI address = Addresses.ofEvents(intake);
    Addresses.checkToken(token);
    if (token != null && Addresses.isOpenToOthers(address)) {
      log.atWarn()
          .addKeyValue("to", address)
          .log("The token goes over plain HTTP, where others may read it: use https://");
    }
    return new UploadEvents(
        new HttpTransport(address, token, options.requestTimeout(), clock), options, clock);
  }

  /** The same with the usual options, to the topic {@link #TOPIC}. */
  public static UploadEvents kafka(Map<String, ?> properties) {
    return kafka(properties, TOPIC, ClientOptions.DEFAULT);
  }

  /**
   * Writes events as JSON to Kafka, where Continuity's role {@code intake} reads them.
   *
   * @param properties of Kafka's producer: {@code bootstrap.servers}, and what security needs. A
   *     {@code client.id} becomes the events' sender
   * @param topic with Continuity's topic prefix, if it has one
   * @throws IllegalArgumentException if there are no bootstrap servers or no topic
   */
  public static UploadEvents kafka(Map<String, ?> properties, String topic, ClientOptions options) {
    if (!properties.containsKey("bootstrap.servers") || topic.isBlank()) {
      throw new IllegalArgumentException("Kafka needs bootstrap.servers and a topic");
    }
    return new UploadEvents(
        new KafkaTransport(Map.copyOf(properties), topic, options.requestTimeout()),
        options,
        InstantSource.system());
  }

  /** An object was uploaded, or overwritten. */
  public void created(@Nullable String source, @Nullable String key) {
    offer("created", source, key, UploadDetails.NONE);
  }

  /**
   * An object was uploaded, or overwritten.
   *
   * @param source its name in Continuity's configuration
   * @param key exactly as in the bucket
   */
  public void created(
      @Nullable String source, @Nullable String key, @Nullable UploadDetails details) {
    offer("created", source, key, details);
  }

  /** An object was removed. */
  public void removed(@Nullable String source, @Nullable String key) {
    offer("removed", source, key, UploadDetails.NONE);
  }

  private void offer(
      String action,
      @Nullable String source,
      @Nullable String key,
      @Nullable UploadDetails details) {
    switch (EventJson.write(action, source, key, details, clock.instant())) {
      case EventJson.Written.Impossible(String why) -> {
        queue.refuse();
        tell(Quiet.News.IMPOSSIBLE, source, key, why);
      }
      case EventJson.Written.Event(byte[] json, @Nullable String leftOut) -> {
        if (leftOut != null) {
          tell(Quiet.News.LEFT_OUT, source, key, leftOut);
        }
        if (!queue.offer(json)) {
          tell(Quiet.News.DROPPED, source, key, "the queue is full, or closed");
        }
      }
    }
  }

  private void tell(Quiet.News news, @Nullable String source, @Nullable String key, String why) {
    OptionalLong unsaid = quiet.tell(news);
    if (unsaid.isPresent()) {
      log.atWarn()
          .addKeyValue("what", news)
          .addKeyValue("source", source)
          .addKeyValue("key", key)
          .addKeyValue("why", why)
          .addKeyValue("timesBefore", unsaid.getAsLong())
          .log("An event of an upload is not sent as it was told");
    }
  }

  /** What became of all events, at this moment. */
  public Statistics statistics() {
    return queue.statistics();
  }

  /** Sends what waits for at most {@link #CLOSE_WITHIN}, and ends. */
  @Override
  public void close() {
    close(CLOSE_WITHIN);
  }

  /**
   * Takes no more events, sends what waits for at most {@code patience}, and ends within a second
   * more. What is not sent then counts as dropped, though some of it may have arrived. Closing
   * again does nothing.
   */
  public void close(Duration patience) {
    queue.close();
    closing.countDown();
    try {
      if (!thread.join(patience)) {
        thread.interrupt();
        thread.join(LAST_MOMENT);
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    long left = queue.abandon();
    if (left > 0) {
      log.atWarn()
          .addKeyValue("to", transport.place())
          .addKeyValue("events", left)
          .log("Closed before all events were sent: reconciliation finds their objects");
    }
    transport.close();
  }
}
