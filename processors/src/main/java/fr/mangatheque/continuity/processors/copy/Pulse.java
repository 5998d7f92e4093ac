package fr.mangatheque.continuity.processors.copy;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;

/** Whether the group still hears of a consumer, and it of the group. One thread uses it. */
final class Pulse {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final String LAST_HEARTBEAT = "last-heartbeat-seconds-ago";

  private final Consumer<?, ?> consumer;
  private @Nullable Metric lastHeartbeat;

  Pulse(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  /** How long Kafka has been silent, if that is too long. */
  Optional<Duration> silentFor() {
    Metric metric = lastHeartbeat;
    if (metric == null) {
      metric =
          consumer.metrics().values().stream()
              .filter(m -> m.metricName().name().equals(LAST_HEARTBEAT))
              .findFirst()
              .orElse(null);
      lastHeartbeat = metric;
    }
    if (metric == null || !(metric.metricValue() instanceof Number seconds)) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(seconds.longValue()))
        .filter(silence -> silence.compareTo(SILENCE) > 0);
  }
}
