package fr.mangatheque.continuity.producer.client;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/**
 * A client's statistics as Micrometer's: {@code continuity.upload.events} by outcome (sent,
 * dropped, refused), {@code continuity.upload.events.queued} and its bytes. For applications that
 * have Micrometer; the client itself needs none.
 */
public final class UploadEventsMetrics implements MeterBinder {
  private final UploadEvents events;

  public UploadEventsMetrics(UploadEvents events) {
    this.events = events;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count("sent", Statistics::sent, registry);
    count("dropped", Statistics::dropped, registry);
    count("refused", Statistics::refused, registry);
    Gauge.builder("continuity.upload.events.queued", events, it -> it.statistics().queued())
        .description("Events that wait to be sent")
        .register(registry);
    Gauge.builder(
            "continuity.upload.events.queued.size", events, it -> it.statistics().queuedBytes())
        .description("Memory that waiting events take")
        .baseUnit("bytes")
        .register(registry);
  }

  private void count(String outcome, ToDoubleFunction<Statistics> of, MeterRegistry registry) {
    FunctionCounter.builder(
            "continuity.upload.events", events, it -> of.applyAsDouble(it.statistics()))
        .description("Events of uploads, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }
}
