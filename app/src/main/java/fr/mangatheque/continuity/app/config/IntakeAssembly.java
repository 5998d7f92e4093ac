package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.access.Rights;
import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.IntakeSettings;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts together how events come in. */
final class IntakeAssembly {
  private final Values values;
  private final Path directory;

  /**
   * @param directory what the names of files are relative to
   */
  IntakeAssembly(Values values, Path directory) {
    this.values = values;
    this.directory = directory;
  }

  IntakeSettings settings() {
    ConnectionLimits usual = ConnectionLimits.DEFAULT;
    ConnectionLimits connections =
        new ConnectionLimits(
            values.get(IntakeKeys.MAX_CONNECTIONS),
            values.get(IntakeKeys.REQUEST_TIMEOUT),
            usual.idleTimeout(),
            values.get(IntakeKeys.BODY_MEMORY).bytes());
    return IntakeSettings.of(
            values.get(IntakeKeys.HOST), values.get(IntakeKeys.PORT_KEY), credentials())
        .withConnections(connections)
        .withTls(IntakeRules.tlsFiles(values, directory).orElse(null))
        .withProxyHeader(values.find(IntakeKeys.PROXY_HEADER).orElse(null));
  }

  LookupSettings lookup() {
    return new LookupSettings(
        values.find(LookupKeys.ADVERTISE).orElse(null),
        values.find(LookupKeys.LEDGER).orElse(null));
  }

  /** What is said of a bucket counts; of others, that they are the origin of some source. */
  KnownSources knownSources() {
    SortedSet<String> names = new TreeSet<>(Rules.sourceNames(values));
    SortedMap<String, SortedSet<String>> buckets = new TreeMap<>();
    for (String source : names) {
      buckets
          .computeIfAbsent(values.get(Keys.ORIGIN.bucket, source), _ -> new TreeSet<>())
          .add(source);
    }
    values
        .map(IntakeKeys.BUCKETS)
        .forEach((bucket, source) -> buckets.put(bucket, new TreeSet<>(Set.of(source))));
    return new KnownSources(names, buckets);
  }

  private List<Credential> credentials() {
    List<Credential> all = new ArrayList<>();
    for (String at : IntakeRules.tokenPlaces(values)) {
      boolean plain = values.given(IntakeKeys.TOKEN, at).isPresent();
      all.add(
          new Credential(
              values.find(IntakeKeys.TOKEN_NAME, at).orElse("token-" + at),
              Credential.Kind.TOKEN,
              CredentialRules.origin(values, plain ? IntakeKeys.TOKEN : IntakeKeys.TOKEN_VALUE, at),
              rights(IntakeKeys.TOKEN_SOURCES, IntakeKeys.TOKEN_ACTIONS, at)));
    }
    for (String at : IntakeRules.webhookPlaces(values)) {
      all.add(
          new Credential(
              values.find(IntakeKeys.WEBHOOK_NAME, at).orElse("webhook-" + at),
              Credential.Kind.WEBHOOK,
              CredentialRules.origin(values, IntakeKeys.WEBHOOK_SECRET, at),
              rights(IntakeKeys.WEBHOOK_SOURCES, IntakeKeys.WEBHOOK_ACTIONS, at)));
    }
    return all;
  }

  private Rights rights(Key<String> sources, Key<SenderAction> actions, String at) {
    Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);
    values.list(actions, at).forEach(action -> kinds.add(action.kind()));
    return new Rights(
        new TreeSet<>(values.list(sources, at)), kinds.isEmpty() ? Rights.ACTIONS : kinds);
  }
}
