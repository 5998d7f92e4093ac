package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.notifier.channel.Channel;
import fr.mangatheque.continuity.schemas.deadletter.Decoded;
import fr.mangatheque.continuity.schemas.deadletter.RecordDecoder;
import fr.mangatheque.continuity.schemas.event.Notification;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of one consumer: takes a channel's notifications from the topic, has them delivered in
 * threads of their own, and commits what is delivered. Never waits for a delivery but when a
 * partition is taken away, and then for less than two seconds. Owned by one thread.
 */
final class DeliverySession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeliverySession.class);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMIT = Duration.ofMillis(600);

  /** For deliveries under way when partitions go: before they are interrupted, and after. */
  private static final Duration DRAIN = Duration.ofMillis(400);

  private static final int HIGH_WATER = 500;
  private static final int LOW_WATER = HIGH_WATER / 2;

  private final Consumer<byte[], byte[]> consumer;
  private final String channel;
  private final Desk desk;
  private final RecordDecoder<Notification> decoder;
  private final Frontier frontier = new Frontier();

  /** From the threads that deliver to the one that owns all else. */
  private final ConcurrentLinkedQueue<Outcome> news = new ConcurrentLinkedQueue<>();

  private final Lanes lanes;
  private final Outcomes outcomes;

  /** Subscribes {@code consumer}, and closes it in the end. */
  DeliverySession(Consumer<byte[], byte[]> consumer, Channel channel, Desk desk) {
    this.consumer = consumer;
    this.channel = channel.name();
    this.desk = desk;
    this.decoder = new RecordDecoder<>(desk.topics().notifications());
    Attempts attempts =
        new Attempts(
            channel,
            new Backoff(desk.timing(), RandomGenerator.getDefault()),
            desk.timing().giveUpAfter(),
            desk.clock(),
            news::add);
    this.lanes = new Lanes("notifier-" + channel.name(), attempts::run);
    this.outcomes =
        new Outcomes(
            channel.name(),
            frontier,
            lanes,
            desk.reports(),
            DeliveryMetrics.of(channel.name(), desk.metrics()),
            desk.clock());
    consumer.subscribe(List.of(desk.topics().notifications().name()), new Handover());
  }

  /** Takes what is there, for a tenth of a second if there is nothing. */
  void turn() {
    consumer.poll(POLL).forEach(this::take);
    drain();
    commit();
    regulate();
  }

  @Override
  public void close() {
    try {
      release(_ -> true);
    } finally {
      consumer.close(CloseOptions.timeout(COMMIT));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    long offset = record.offset();
    frontier.begin(partition, offset);
    switch (decoder.decode(record)) {
      case Decoded.Readable<Notification>(Notification notification) -> {
        if (notification.getChannel().equals(channel)) {
          lanes.add(new Delivery(partition, offset, notification));
        } else {
          frontier.done(partition, offset);
          noticeStranger(notification);
        }
      }
      case Decoded.Unreadable<Notification> it -> {
        if (desk.seesToTheRest(channel)) {
          desk.reports()
              .unreadable(record, it.why(), () -> news.add(new Outcome.Buried(partition, offset)));
        } else {
          frontier.done(partition, offset);
        }
      }
    }
  }

  private void noticeStranger(Notification notification) {
    if (desk.seesToTheRest(channel) && !desk.channels().contains(notification.getChannel())) {
      log.atWarn()
          .addKeyValue("channel", notification.getChannel())
          .addKeyValue("notification", notification.getId())
          .addKeyValue("summary", notification.getSummary())
          .log("A notification is for a channel that is not configured; nobody is told");
    }
  }

  private void drain() {
    for (Outcome next = news.poll(); next != null; next = news.poll()) {
      outcomes.accept(next);
    }
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = frontier.uncommitted();
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets, COMMIT);
      frontier.committed(offsets);
    } catch (RetriableException | RebalanceInProgressException e) {
      // They are still uncommitted, so the next turn commits them.
      log.atDebug().setCause(e).log("Offsets are committed later");
    }
  }

  private void regulate() {
    if (lanes.size() > HIGH_WATER) {
      consumer.pause(consumer.assignment());
    } else if (lanes.size() < LOW_WATER) {
      consumer.resume(consumer.paused());
    }
  }

  /** Ends the deliveries of some partitions and commits what they came to. */
  private void release(Predicate<TopicPartition> which) {
    stop(which);
    try {
      commit();
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      log.atWarn()
          .addKeyValue("channel", channel)
          .setCause(e)
          .log("Offsets were not committed; some notifications may be delivered twice");
    }
    frontier.forget(which);
  }

  private void stop(Predicate<TopicPartition> which) {
    try {
      List<Delivery> underWay = lanes.stop(which, DRAIN);
      drain();
      underWay.forEach(outcomes::dropped);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private final class Handover implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      log.atDebug()
          .addKeyValue("channel", channel)
          .addKeyValue("partitions", partitions.size())
          .log("Partitions assigned");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      release(partitions::contains);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      stop(partitions::contains);
      frontier.forget(partitions::contains);
    }
  }
}
