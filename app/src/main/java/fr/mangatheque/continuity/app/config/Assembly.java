package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.app.config.ChannelSettings.Security;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Puts checked values together. */
final class Assembly {
  private static final String NO_NAME = "continuity";

  private final Values values;
  private final Path directory;

  Assembly(Values values, Path directory) {
    this.values = values;
    this.directory = directory;
  }

  Configuration configuration() {
    Map<String, SourceSettings> sources = new LinkedHashMap<>();
    for (String name : Rules.sourceNames(values)) {
      sources.put(
          name,
          new SourceSettings(
              bucket(Keys.ORIGIN, name), bucket(Keys.BACKUP, name), values.get(Keys.PREFIX, name)));
    }
    return new Configuration(
        directory.resolve(values.get(Keys.DATA_DIR)).normalize(),
        kafka(),
        values
            .find(Keys.REGISTRY_URL)
            .map(url -> new RegistrySettings(url, values.map(Keys.REGISTRY_PROPERTIES)))
            .orElse(null),
        sources,
        new IntakeSettings(values.get(Keys.HOST), values.get(Keys.INTAKE_PORT), tokens()),
        new CopySettings(
            values.get(Keys.CONCURRENCY),
            values.get(Keys.MEMORY_BUDGET),
            values.get(Keys.IN_MEMORY_UP_TO),
            values.get(Keys.DISK_BUDGET)),
        new GuardSettings(values.get(Keys.WINDOW)),
        notifier());
  }

  private KafkaSettings kafka() {
    boolean embedded = values.find(Keys.BOOTSTRAP).isEmpty();
    return new KafkaSettings(
        values.find(Keys.BOOTSTRAP).orElse(null),
        values.get(Keys.EMBEDDED_PORT),
        values.get(Keys.TOPIC_PREFIX_KEY),
        values.find(Keys.INSTANCE_ID).orElseGet(Assembly::hostName),
        values.get(Keys.PARTITIONS),
        values.find(Keys.REPLICATION).orElse(embedded ? 1 : 3).shortValue(),
        values.map(Keys.KAFKA_PROPERTIES));
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^a-zA-Z0-9._-]", "-");
      return name.isEmpty() ? NO_NAME : name;
    } catch (UnknownHostException e) {
      // A host that does not know its own name still is one.
      return NO_NAME;
    }
  }

  private BucketSettings bucket(Keys.Bucket side, String source) {
    return new BucketSettings(
        values.get(side.endpoint, source),
        values.get(side.region, source),
        values.get(side.bucket, source),
        values.get(side.accessKeyId, source),
        values.get(side.secretAccessKey, source));
  }

  private List<IntakeSettings.Token> tokens() {
    List<IntakeSettings.Token> tokens = new ArrayList<>();
    for (String at : Rules.tokenPlaces(values)) {
      String name = values.find(Keys.TOKEN_NAME, at).orElse("token-" + at);
      Secret token = values.given(Keys.TOKEN, at).orElseGet(() -> values.get(Keys.TOKEN_VALUE, at));
      tokens.add(new IntakeSettings.Token(name, token));
    }
    return tokens;
  }

  private NotifierSettings notifier() {
    Map<String, ChannelSettings> channels = new LinkedHashMap<>();
    for (String name : NotifierRules.channelNames(values)) {
      channels.put(name, channel(name));
    }
    if (channels.isEmpty()) {
      channels.put("console", new ChannelSettings.Console());
    }
    List<NotifierSettings.Route> routes = new ArrayList<>();
    for (String at : NotifierRules.routePlaces(values)) {
      routes.add(
          new NotifierSettings.Route(
              values.list(NotifierKeys.ROUTE_CHANNELS, at),
              values.get(NotifierKeys.ROUTE_AT_LEAST, at),
              new LinkedHashSet<>(values.list(NotifierKeys.ROUTE_SOURCES, at)),
              new LinkedHashSet<>(values.list(NotifierKeys.ROUTE_STAGES, at)),
              new LinkedHashSet<>(values.list(NotifierKeys.ROUTE_CAUSES, at))));
    }
    return new NotifierSettings(values.get(NotifierKeys.AFTER), channels, routes);
  }

  private ChannelSettings channel(String name) {
    return switch (values.get(NotifierKeys.TYPE, name)) {
      case CONSOLE -> new ChannelSettings.Console();
      case WEBHOOK ->
          new ChannelSettings.Webhook(
              values.get(NotifierKeys.URL, name), values.get(NotifierKeys.SIGNING_SECRET, name));
      case EMAIL -> {
        Security security = values.get(NotifierKeys.SECURITY, name);
        yield new ChannelSettings.Email(
            values.get(NotifierKeys.SMTP_HOST, name),
            values.find(NotifierKeys.SMTP_PORT, name).orElse(port(security)),
            security,
            values.find(NotifierKeys.USERNAME, name).orElse(null),
            values.find(NotifierKeys.PASSWORD, name).orElse(null),
            values.get(NotifierKeys.FROM, name),
            values.list(NotifierKeys.TO, name));
      }
    };
  }

  private static int port(Security security) {
    return switch (security) {
      case NONE -> 25;
      case STARTTLS -> 587;
      case TLS -> 465;
    };
  }
}
