package fr.mangatheque.continuity.storage.limit;

import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The limits of all endpoints a process uses: one for each, whichever buckets are used there and
 * whatever for. Thread-safe.
 */
public final class EndpointLimits {
  private final int max;
  private final Map<Endpoint, Caps> caps;
  private final InstantSource clock;
  private final Map<Endpoint, EndpointLimit> limits = new ConcurrentHashMap<>();

  /**
   * @param max requests an endpoint is given at a time, at most; it starts with them
   * @param caps of those endpoints that have any
   */
  public EndpointLimits(int max, Map<Endpoint, Caps> caps, InstantSource clock) {
    if (max < 1) {
      throw new IllegalArgumentException("an endpoint is given at least one request, not " + max);
    }
    this.max = max;
    this.caps = Map.copyOf(caps);
    this.clock = clock;
  }

  /** The one limit of the endpoint at this URL. */
  public EndpointLimit of(URI url) {
    return limits.computeIfAbsent(
        Endpoint.of(url),
        endpoint ->
            new EndpointLimit(
                endpoint, max, caps.getOrDefault(endpoint, Caps.NONE), clock, Waits.REAL));
  }

  /** All that were asked for. */
  public Collection<EndpointLimit> all() {
    return limits.values().stream().toList();
  }
}
