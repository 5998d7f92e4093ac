package fr.mangatheque.continuity.producer.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that tokens come by TLS as far as the proxy before us. One that does not is served all
 * the same, for what could be overheard was; but it is counted, and told now and then. Thread-safe.
 */
final class ProxyCheck {
  private static final Logger log = LoggerFactory.getLogger(ProxyCheck.class);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final @Nullable HeaderName header;
  private final Counter plain;
  private final InstantSource clock;
  private final AtomicReference<Instant> told = new AtomicReference<>(Instant.MIN);

  /**
   * @param site whose it is, as metrics name it
   * @param header in which the proxy says {@code https}; null if there is none to be heeded
   */
  ProxyCheck(String site, @Nullable String header, MeterRegistry registry, InstantSource clock) {
    this.header = header == null ? null : HeaderNames.create(header);
    this.plain =
        Counter.builder("continuity." + site + ".requests.plain")
            .description("Requests that did not come by TLS, where a proxy should see to it")
            .register(registry);
    this.clock = clock;
  }

  void check(ServerRequest request) {
    HeaderName says = header;
    // Without anything to overhear, as where health is asked from this machine, plain is fine.
    if (says == null
        || request.isSecure()
        || !request.headers().contains(HeaderNames.AUTHORIZATION)) {
      return;
    }
    List<String> said = request.headers().all(says, List::of);
    if (said.size() == 1 && said.getFirst().strip().equalsIgnoreCase("https")) {
      return;
    }
    plain.increment();
    Instant now = clock.instant();
    Instant before = told.get();
    if (before.isBefore(now.minus(PAUSE)) && told.compareAndSet(before, now)) {
      log.atWarn()
          .addKeyValue("header", says.defaultCase())
          .log(
              "A token came without TLS, or past the proxy that should say so: whoever was on the"
                  + " way has it. Give the sender the proxy's https address, and another token");
    }
  }
}
