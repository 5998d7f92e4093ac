package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.notifier.channel.Channel;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Delivers notifications to all channels, at least once, those of an incident in order.
 * Thread-safe.
 */
public final class Deliveries implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final List<Channel> channels;
  private final List<ChannelWorker> workers;
  private final Outbox outbox;

  private Deliveries(List<Channel> channels, List<ChannelWorker> workers, Outbox outbox) {
    this.channels = channels;
    this.workers = workers;
    this.outbox = outbox;
  }

  /**
   * Starts to deliver.
   *
   * @param channels at least one; closed in the end
   */
  public static Deliveries start(
      List<Channel> channels,
      Topics topics,
      KafkaConnection kafka,
      DeliveryTiming timing,
      InstantSource clock,
      MeterRegistry metrics) {
    Outbox outbox = new Outbox(kafka);
    Desk desk =
        new Desk(
            topics,
            kafka,
            timing,
            new Reports(outbox, topics, clock),
            channels.stream().map(Channel::name).toList(),
            clock,
            metrics);
    List<ChannelWorker> workers =
        channels.stream().map(channel -> new ChannelWorker(channel, desk)).toList();
    workers.forEach(ChannelWorker::start);
    return new Deliveries(List.copyOf(channels), workers, outbox);
  }

  /** Names of channels whose notifications cannot be read from Kafka at the moment. */
  public List<String> stalled() {
    return workers.stream()
        .filter(worker -> !worker.isRunning())
        .map(ChannelWorker::channel)
        .toList();
  }

  /** Ends within a few seconds; what is under way then is delivered again. */
  @Override
  public void close() {
    workers.forEach(ChannelWorker::stop);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (ChannelWorker worker : workers) {
        worker.await(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outbox.close();
    channels.forEach(Channel::close);
  }
}
