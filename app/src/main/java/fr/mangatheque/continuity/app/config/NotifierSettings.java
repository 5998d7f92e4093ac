package fr.mangatheque.continuity.app.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is told what.
 *
 * @param after how long something must have failed before it is an incident
 * @param channels by name
 * @param routes which channels are told which incidents; if empty, all are told all
 */
public record NotifierSettings(
    Duration after, Map<String, ChannelSettings> channels, List<Route> routes) {
  public NotifierSettings {
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    routes = List.copyOf(routes);
  }

  /**
   * Tells {@code channels} of incidents that fit.
   *
   * @param severities those that fit; if empty, all
   * @param sources names of those that fit; if empty, all
   */
  public record Route(List<String> channels, Set<SeverityLevel> severities, Set<String> sources) {
    public Route {
      channels = List.copyOf(channels);
      severities = Set.copyOf(severities);
      sources = Set.copyOf(sources);
    }
  }

  /** How urgent an incident is. */
  public enum SeverityLevel {
    CRITICAL,
    WARNING,
    INFO
  }
}
