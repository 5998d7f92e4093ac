package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Endpoint;
import io.helidon.webserver.http.ServerRequest;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;

/** {@code /metrics}: all of this process's, as Prometheus reads them. */
final class MetricsEndpoint implements Endpoint {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;

  MetricsEndpoint(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public String methods() {
    return "GET, HEAD";
  }

  @Override
  public Answer answer(ServerRequest request) {
    return Answer.of(200, TEXT, registry.scrape().getBytes(StandardCharsets.UTF_8));
  }
}
