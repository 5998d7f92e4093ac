package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.storage.limit.EndpointLimit;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.limit.Use;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** How endpoints are used, for those who watch. */
final class EndpointMetrics {
  private EndpointMetrics() {}

  /** Shows all limits that were asked for by now. */
  static void register(EndpointLimits limits, MeterRegistry registry) {
    limits.all().forEach(limit -> register(limit, registry));
  }

  private static void register(EndpointLimit limit, MeterRegistry registry) {
    String endpoint = limit.endpoint().toString();
    Gauge.builder("continuity.endpoint.limit", limit, EndpointLimit::limit)
        .description("Requests an endpoint is given at a time")
        .tag("endpoint", endpoint)
        .register(registry);
    Gauge.builder("continuity.endpoint.in.flight", limit, EndpointLimit::inFlight)
        .description("Requests under way at an endpoint")
        .tag("endpoint", endpoint)
        .register(registry);
    FunctionCounter.builder("continuity.endpoint.throttled", limit, EndpointLimit::throttled)
        .description("Requests an endpoint refused because it has too much to do")
        .tag("endpoint", endpoint)
        .register(registry);
    for (Use use : Use.values()) {
      Gauge.builder("continuity.endpoint.waiting", limit, of -> of.waiting(use))
          .description("Requests that wait for their turn at an endpoint, or for its cap")
          .tag("endpoint", endpoint)
          .tag("use", use.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }
}
