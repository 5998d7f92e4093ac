package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.notifier.channel.Channel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one channel supplied. Each channel has a consumer group of its own, so that one that is
 * down holds up neither the others nor their offsets. A consumer that fails is replaced.
 */
final class ChannelWorker {
  private static final Logger log = LoggerFactory.getLogger(ChannelWorker.class);

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Channel channel;
  private final Desk desk;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean working = true;

  ChannelWorker(Channel channel, Desk desk) {
    this.channel = channel;
    this.desk = desk;
    this.thread = Thread.ofPlatform().name("notifier-" + channel.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Whether its consumer works. */
  boolean isRunning() {
    return working && thread.isAlive();
  }

  String channel() {
    return channel.name();
  }

  /** Asks it to end; {@link #await} waits for that. */
  void stop() {
    stopping.countDown();
  }

  void await(Duration patience) throws InterruptedException {
    if (!thread.join(patience)) {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      do {
        consume();
      } while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException | InterruptException e) {
      log.atWarn()
          .addKeyValue("channel", channel.name())
          .log("Deliveries were cut off; what was under way is delivered again");
    }
  }

  private void consume() {
    try (DeliverySession session = new DeliverySession(consumer(), channel, desk)) {
      while (stopping.getCount() > 0) {
        session.turn();
        working = true;
      }
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      working = false;
      log.atError()
          .addKeyValue("channel", channel.name())
          .setCause(e)
          .log("Notifications cannot be read from Kafka; it is tried again in a moment");
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        desk.kafka()
            .client(
                Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    desk.topics().prefix() + "notifier-" + channel.name(),
                    ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                    desk.kafka().instanceId() + "-" + channel.name(),
                    ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                    6_000,
                    ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                    1_500,
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    100)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
