package fr.mangatheque.continuity.producer.queue;

import fr.mangatheque.continuity.producer.failure.FailureReporter;
import fr.mangatheque.continuity.producer.failure.Trouble;
import fr.mangatheque.continuity.producer.failure.UnknownEvents;
import fr.mangatheque.continuity.producer.form.EventForm;
import fr.mangatheque.continuity.producer.hint.HintPublisher;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pulls queues of events, each on a thread of its own, and publishes what they hold. Start it once
 * and close it once, from any thread. Neither the queues nor Kafka need to be there: it waits for
 * them, and tells.
 */
public final class QueuePollers implements AutoCloseable {
  private final HttpClient http;
  private final HintPublisher publisher;
  private final FailureReporter reporter;
  private final KafkaDeadLetterDesk desk;
  private final List<QueuePoller> pollers;

  /**
   * @param form of the messages
   * @throws org.apache.kafka.common.KafkaException if the connection's properties are wrong
   */
  public QueuePollers(
      List<QueueSettings> queues,
      EventForm form,
      Topics topics,
      KafkaConnection kafka,
      MeterRegistry registry,
      InstantSource clock) {
    // Kafka's clients of the intake have the same names otherwise, and quarrel over their metrics.
    KafkaConnection ours =
        new KafkaConnection(
            kafka.bootstrapServers(), kafka.instanceId() + "-queues", kafka.properties());
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CloudflareQueue.CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.publisher = new HintPublisher(topics.objectChanges(), ours, Round.PUBLISHING, registry);
    this.reporter = new FailureReporter(topics.failures(), ours, clock);
    this.desk = new KafkaDeadLetterDesk(new DeadLetters(topics, clock), ours, Round.PUBLISHING);
    UnknownEvents unknown = new UnknownEvents(reporter, clock);
    Alarm alarm = alarm(reporter);
    this.pollers =
        queues.stream().map(queue -> poller(queue, form, unknown, alarm, registry, clock)).toList();
  }

  private QueuePoller poller(
      QueueSettings queue,
      EventForm form,
      UnknownEvents unknown,
      Alarm alarm,
      MeterRegistry registry,
      InstantSource clock) {
    QueueTroubles troubles = new QueueTroubles(queue.name(), alarm, clock);
    QueueMetrics metrics = new QueueMetrics(queue.name(), registry, clock);
    return new QueuePoller(
        queue,
        new CloudflareQueue(queue, http, clock),
        pauses ->
            new Round(
                queue.name(),
                new Judge(form, queue.giveUpAfter()),
                hints -> publisher.publish(hints, queue.sender()),
                desk,
                kinds -> unknown.met(queue.sender(), kinds),
                troubles,
                metrics,
                pauses),
        troubles,
        metrics);
  }

  private static Alarm alarm(FailureReporter reporter) {
    return new Alarm() {
      @Override
      public void raise(
          Trouble trouble, boolean permanent, String detail, @Nullable Duration clearsAfter) {
        reporter.raise(trouble, permanent, detail, clearsAfter);
      }

      @Override
      public void clear(Trouble trouble) {
        reporter.clear(trouble);
      }
    };
  }

  public void start() {
    pollers.forEach(QueuePoller::start);
  }

  /**
   * How the queue of this name is.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public QueueHealth health(String queue) {
    return pollers.stream()
        .filter(poller -> poller.name().equals(queue))
        .findFirst()
        .orElseThrow()
        .health();
  }

  /**
   * Pulls no more, and ends within seconds. A batch that is not finished by then comes again, here
   * or at another instance.
   */
  @Override
  public void close() {
    List<Thread> closing =
        pollers.stream().map(poller -> Thread.startVirtualThread(poller::close)).toList();
    try {
      for (Thread one : closing) {
        one.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.shutdownNow();
    desk.close();
    publisher.close();
    reporter.close();
  }
}
