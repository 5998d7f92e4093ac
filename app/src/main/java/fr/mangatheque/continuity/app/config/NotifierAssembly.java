package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.notifier.NotifierSettings;
import fr.mangatheque.continuity.notifier.channel.ChannelSettings;
import fr.mangatheque.continuity.notifier.delivery.DeliveryTiming;
import fr.mangatheque.continuity.notifier.incident.IncidentTiming;
import fr.mangatheque.continuity.notifier.routing.Matcher;
import fr.mangatheque.continuity.notifier.routing.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together who is told what. */
final class NotifierAssembly {
  private final Values values;

  NotifierAssembly(Values values) {
    this.values = values;
  }

  NotifierSettings settings(Path dataDir) {
    IncidentTiming usual = IncidentTiming.DEFAULT;
    List<ChannelSettings> channels = new ArrayList<>();
    NotifierRules.channelNames(values).forEach(name -> channels.add(channel(name)));
    List<Route> routes = new ArrayList<>();
    NotifierRules.routePlaces(values).forEach(at -> routes.add(route(at)));
    return new NotifierSettings(
        new IncidentTiming(values.get(NotifierKeys.AFTER), usual.reminder(), usual.settle()),
        DeliveryTiming.DEFAULT,
        channels,
        routes,
        dataDir.resolve("incidents"));
  }

  private Route route(String at) {
    Set<String> causes =
        values.list(NotifierKeys.ROUTE_CAUSES, at).stream()
            .map(Enum::name)
            .collect(Collectors.toSet());
    return new Route(
        new Matcher(
            values.get(NotifierKeys.ROUTE_AT_LEAST, at),
            new HashSet<>(values.list(NotifierKeys.ROUTE_SOURCES, at)),
            new HashSet<>(values.list(NotifierKeys.ROUTE_STAGES, at)),
            causes),
        values.list(NotifierKeys.ROUTE_CHANNELS, at));
  }

  private ChannelSettings channel(String name) {
    return switch (values.get(NotifierKeys.TYPE, name)) {
      case CONSOLE -> new ChannelSettings.Console(name);
      case WEBHOOK ->
          new ChannelSettings.Webhook(
              name,
              URI.create(values.get(NotifierKeys.URL, name).value()),
              values.get(NotifierKeys.SIGNING_SECRET, name).value());
      case EMAIL -> email(name);
    };
  }

  private ChannelSettings email(String name) {
    ChannelSettings.Security security = values.get(NotifierKeys.SECURITY, name);
    return new ChannelSettings.Email(
        name,
        values.get(NotifierKeys.SMTP_HOST, name),
        values.find(NotifierKeys.SMTP_PORT, name).orElse(port(security)),
        security,
        values.find(NotifierKeys.USERNAME, name).orElse(null),
        values.find(NotifierKeys.PASSWORD, name).map(Secret::value).orElse(null),
        values.get(NotifierKeys.FROM, name),
        values.list(NotifierKeys.TO, name));
  }

  private static int port(ChannelSettings.Security security) {
    return switch (security) {
      case NONE -> 25;
      case STARTTLS -> 587;
      case TLS -> 465;
    };
  }
}
