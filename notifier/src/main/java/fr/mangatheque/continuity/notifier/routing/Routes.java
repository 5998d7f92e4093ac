package fr.mangatheque.continuity.notifier.routing;

import fr.mangatheque.continuity.notifier.incident.Audience;
import fr.mangatheque.continuity.notifier.incident.Cause;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.util.List;
import java.util.TreeSet;

/**
 * Who hears of which incident. The first route that matches decides; an incident that none matches
 * goes to all channels, so that a gap in the routes never silences one. That a channel cannot be
 * told is told to others: to those of the route, or, if it has no other, to all others.
 */
public final class Routes implements Audience {
  private final List<Route> routes;
  private final List<String> channels;

  /**
   * @param routes in the order they are asked
   * @param channels names of all channels
   * @throws IllegalArgumentException if routes name channels that are not there
   */
  public Routes(List<Route> routes, List<String> channels) {
    this.routes = List.copyOf(routes);
    this.channels = List.copyOf(channels);
    check(routes, channels);
  }

  /**
   * @throws IllegalArgumentException if routes name channels that are not there
   */
  public static void check(List<Route> routes, List<String> channels) {
    TreeSet<String> strangers = new TreeSet<>();
    routes.forEach(route -> strangers.addAll(route.channels()));
    channels.forEach(strangers::remove);
    if (!strangers.isEmpty()) {
      throw new IllegalArgumentException(
          "routes name channels that do not exist: " + strangers + "; there are " + channels);
    }
  }

  @Override
  public List<String> of(Severity severity, Cause cause, List<String> examples) {
    List<String> routed =
        routes.stream()
            .filter(route -> route.matcher().matches(severity, cause))
            .findFirst()
            .map(Route::channels)
            .orElse(channels);
    if (cause.stage() != Stage.DELIVERY) {
      return routed;
    }
    List<String> others = without(routed, examples);
    return others.isEmpty() ? without(channels, examples) : others;
  }

  private static List<String> without(List<String> all, List<String> some) {
    return all.stream().filter(name -> !some.contains(name)).toList();
  }
}
