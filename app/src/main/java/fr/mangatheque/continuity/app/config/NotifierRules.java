package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What channels and routes must be. */
final class NotifierRules {
  private static final Map<ChannelType, Set<Key<?>>> MUST =
      Map.of(
          ChannelType.CONSOLE, Set.of(),
          ChannelType.WEBHOOK, Set.of(NotifierKeys.URL, NotifierKeys.SIGNING_SECRET),
          ChannelType.EMAIL, Set.of(NotifierKeys.SMTP_HOST, NotifierKeys.FROM, NotifierKeys.TO));
  private static final Map<ChannelType, Set<Key<?>>> MAY =
      Map.of(
          ChannelType.CONSOLE, Set.of(),
          ChannelType.WEBHOOK, Set.of(),
          ChannelType.EMAIL,
              Set.of(
                  NotifierKeys.SMTP_PORT,
                  NotifierKeys.SECURITY,
                  NotifierKeys.USERNAME,
                  NotifierKeys.PASSWORD));

  private final Values values;
  private final List<Fault> faults;

  NotifierRules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  void check() {
    Collection<String> channels = channelNames(values);
    for (String channel : channels) {
      if (!ObjectId.isSourceName(channel)) {
        fault("notifier.channels." + channel, "a channel's name has 1 to 63 of a-z, 0-9 and -");
      }
      values.find(NotifierKeys.TYPE, channel).ifPresent(type -> channel(channel, type));
    }
    Collection<String> sources = Rules.sourceNames(values);
    for (String at : routePlaces(values)) {
      List<String> told = values.list(NotifierKeys.ROUTE_CHANNELS, at);
      if (told.isEmpty()) {
        fault("notifier.routes[" + at + "].channels", "is missing");
      }
      refer(NotifierKeys.ROUTE_CHANNELS, at, channels, "channel");
      refer(NotifierKeys.ROUTE_SOURCES, at, sources, "source");
    }
  }

  static Collection<String> channelNames(Values values) {
    return values.names("notifier.channels");
  }

  static Collection<String> routePlaces(Values values) {
    Set<Integer> places = new TreeSet<>();
    for (Key<?> key :
        List.of(
            NotifierKeys.ROUTE_CHANNELS,
            NotifierKeys.ROUTE_AT_LEAST,
            NotifierKeys.ROUTE_SOURCES,
            NotifierKeys.ROUTE_STAGES,
            NotifierKeys.ROUTE_CAUSES)) {
      values.indexes(key).forEach(place -> places.add(Integer.valueOf(place)));
    }
    return places.stream().map(String::valueOf).toList();
  }

  private void channel(String channel, ChannelType type) {
    for (Key<?> key : NotifierKeys.SECTION.keys()) {
      boolean ofChannels = key.path().text().startsWith("notifier.channels.*");
      if (!ofChannels || key.equals(NotifierKeys.TYPE)) {
        continue;
      }
      String name = key.path().element() ? name(key.path().list(), channel) : key.name(channel);
      boolean said = !said(name).isEmpty();
      if (MUST.getOrDefault(type, Set.of()).contains(key)) {
        if (!said) {
          fault(name, "is missing");
        }
      } else if (said && !MAY.getOrDefault(type, Set.of()).contains(key)) {
        fault(said(name), "means nothing to this type of channel");
      }
    }
    webhook(channel);
    email(channel, type);
  }

  private String said(String name) {
    return values.said().keySet().stream()
        .filter(said -> said.equals(name) || said.startsWith(name + "["))
        .findFirst()
        .orElse("");
  }

  private void webhook(String channel) {
    values
        .given(NotifierKeys.URL, channel)
        .filter(url -> !isUrl(url.value()))
        .ifPresent(url -> fault(NotifierKeys.URL.name(channel), "is not an http or https URL"));
    values
        .given(NotifierKeys.SIGNING_SECRET, channel)
        .filter(secret -> !isSigningSecret(secret.value()))
        .ifPresent(
            secret ->
                fault(
                    NotifierKeys.SIGNING_SECRET.name(channel),
                    "is not whsec_ and base64 of 24 to 64 bytes"));
  }

  private void email(String channel, ChannelType type) {
    boolean user = values.given(NotifierKeys.USERNAME, channel).isPresent();
    boolean password = values.given(NotifierKeys.PASSWORD, channel).isPresent();
    if (type == ChannelType.EMAIL && user != password) {
      fault(
          (user ? NotifierKeys.PASSWORD : NotifierKeys.USERNAME).name(channel),
          "is missing: a username and a password go together");
    }
  }

  private void refer(Key<String> key, String at, Collection<String> there, String what) {
    for (String index : values.indexes(key, at)) {
      values
          .given(key, at, index)
          .filter(name -> !there.contains(name))
          .ifPresent(name -> fault(key.name(at, index), "there is no " + what + " " + name));
    }
  }

  private static boolean isUrl(String text) {
    try {
      URI url = new URI(text);
      return url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isSigningSecret(String text) {
    try {
      int bytes = Base64.getDecoder().decode(text.replaceFirst("^whsec_", "")).length;
      return text.startsWith("whsec_") && bytes >= 24 && bytes <= 64;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String name(KeyPath path, String channel) {
    return path.name(List.of(channel));
  }

  private void fault(String name, String message) {
    faults.add(new Fault(values.place(name), name, message));
  }
}
