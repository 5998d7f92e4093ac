package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;
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
 * @param routes which channels hear of which incidents: the first that fits decides; if none does,
 *     all hear
 */
public record NotifierSettings(
    Duration after, Map<String, ChannelSettings> channels, List<Route> routes) {
  public NotifierSettings {
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    routes = List.copyOf(routes);
  }

  /**
   * Tells {@code channels} of incidents that fit in all respects.
   *
   * @param atLeast how urgent at least
   * @param sources names; if empty, any
   * @param stages if empty, any
   * @param causes if empty, any
   */
  public record Route(
      List<String> channels,
      Severity atLeast,
      Set<String> sources,
      Set<Stage> stages,
      Set<CauseClass> causes) {
    public Route {
      channels = List.copyOf(channels);
      sources = Set.copyOf(sources);
      stages = Set.copyOf(stages);
      causes = Set.copyOf(causes);
    }
  }
}
