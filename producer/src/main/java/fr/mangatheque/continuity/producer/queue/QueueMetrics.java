package fr.mangatheque.continuity.producer.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is counted of a queue. Written by one thread, read by any. */
final class QueueMetrics {
  private static final double UNKNOWN = Double.NaN;

  private final String queue;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private volatile @Nullable Instant answered;
  private volatile @Nullable Instant oldest;
  private volatile double backlog = UNKNOWN;

  QueueMetrics(String queue, MeterRegistry registry, InstantSource clock) {
    this.queue = queue;
    this.registry = registry;
    this.clock = clock;
    gauge(
        "continuity.queue.backlog",
        "Messages in the queue that nobody acknowledged, as it said at the last pull",
        it -> it.backlog);
    gauge(
        "continuity.queue.oldest.message.age.seconds",
        "Age of the oldest message of the last pull; 0 if that brought none",
        it -> it.answered == null ? UNKNOWN : it.age(it.oldest));
    gauge(
        "continuity.queue.last.answer.age.seconds",
        "Time since the queue last answered a pull",
        it -> it.answered == null ? UNKNOWN : it.age(it.answered));
  }

  private void gauge(String name, String description, ToDoubleFunction<QueueMetrics> value) {
    Gauge.builder(name, this, value)
        .description(description)
        .tag("queue", queue)
        .strongReference(true)
        .register(registry);
  }

  private double age(@Nullable Instant since) {
    return since == null
        ? 0
        : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
  }

  void pulled(Pulled pulled) {
    Long told = pulled.backlog();
    backlog = told == null ? UNKNOWN : told;
    oldest =
        pulled.messages().stream()
            .map(QueueMessage::sentAt)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    answered = clock.instant();
    pull(pulled.size() == 0 ? "empty" : "messages");
  }

  /** Counts a pull that brought nothing. */
  void pull(String outcome) {
    registry.counter("continuity.queue.pulls", "queue", queue, "outcome", outcome).increment();
  }

  /** Counts what became of messages. */
  void messages(String outcome, int count) {
    if (count > 0) {
      registry
          .counter("continuity.queue.messages", "queue", queue, "outcome", outcome)
          .increment(count);
    }
  }
}
