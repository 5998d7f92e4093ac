package fr.mangatheque.continuity.notifier;

import fr.mangatheque.continuity.notifier.channel.ChannelSettings;
import fr.mangatheque.continuity.notifier.delivery.DeliveryTiming;
import fr.mangatheque.continuity.notifier.incident.IncidentTiming;
import fr.mangatheque.continuity.notifier.routing.Route;
import fr.mangatheque.continuity.notifier.routing.Routes;
import java.nio.file.Path;
import java.util.List;

/**
 * How people are told.
 *
 * @param channels with different names; without any, alerts go to the log, for nothing may be
 *     silent
 * @param routes in the order they are asked: the first that matches decides; an incident that none
 *     matches goes to all channels
 * @param stateDir directory for the incidents' state, which Kafka can restore
 */
public record NotifierSettings(
    IncidentTiming timing,
    DeliveryTiming delivery,
    List<ChannelSettings> channels,
    List<Route> routes,
    Path stateDir) {
  private static final ChannelSettings LOG = new ChannelSettings.Console("log");

  /**
   * @throws IllegalArgumentException if two channels have one name, or routes name channels that
   *     are not there
   */
  public NotifierSettings {
    channels = channels.isEmpty() ? List.of(LOG) : List.copyOf(channels);
    routes = List.copyOf(routes);
    List<String> names = names(channels);
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("two channels have one name: " + names);
    }
    Routes.check(routes, names);
  }

  /** With the usual times and no routes. */
  public NotifierSettings(List<ChannelSettings> channels, Path stateDir) {
    this(IncidentTiming.DEFAULT, DeliveryTiming.DEFAULT, channels, List.of(), stateDir);
  }

  Routes audience() {
    return new Routes(routes, names(channels));
  }

  private static List<String> names(List<ChannelSettings> channels) {
    return channels.stream().map(ChannelSettings::name).toList();
  }
}
