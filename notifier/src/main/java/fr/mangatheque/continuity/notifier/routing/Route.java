package fr.mangatheque.continuity.notifier.routing;

import java.util.List;

/**
 * Sends the incidents that match to some channels.
 *
 * @param channels names of channels, at least one
 */
public record Route(Matcher matcher, List<String> channels) {
  public Route {
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("a route names no channel");
    }
  }
}
