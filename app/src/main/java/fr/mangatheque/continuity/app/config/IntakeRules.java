package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.access.WebhookKey;
import fr.mangatheque.continuity.producer.connection.TlsFiles;
import fr.mangatheque.continuity.producer.intake.IntakeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the values about the intake must be to each other. */
final class IntakeRules {
  /** Room for a request of full size and some of the next. */
  private static final DataSize LEAST_BODY_MEMORY = DataSize.parse("2MiB");

  private static final Duration SHORTEST_REQUEST = Duration.ofSeconds(1);

  private final Values values;
  private final Path directory;
  private final List<Fault> faults;
  private final CredentialRules credentials;

  /**
   * @param directory what the names of files are relative to
   * @param credentials knows those that others were given
   */
  IntakeRules(Values values, Path directory, CredentialRules credentials, List<Fault> faults) {
    this.credentials = credentials;
    this.values = values;
    this.directory = directory;
    this.faults = faults;
  }

  void check() {
    Collection<String> tokens = tokenPlaces(values);
    tokens.forEach(this::token);
    Collection<String> webhooks = webhookPlaces(values);
    webhooks.forEach(this::webhook);
    buckets();
    tls();
    limits();
    if (tokens.isEmpty() && webhooks.isEmpty()) {
      closed();
    }
  }

  /** Without a token it must be out of the reach of others. */
  private void closed() {
    values
        .find(IntakeKeys.HOST)
        .filter(host -> !IntakeSettings.isLoopback(host))
        .ifPresent(
            host ->
                fault(
                    IntakeKeys.HOST,
                    host
                        + " is not a loopback address: give intake.tokens, so that only those who"
                        + " hold one can post"));
    if (values.given(IntakeKeys.PROXY_HEADER).isPresent()) {
      fault(
          IntakeKeys.PROXY_HEADER,
          "a proxy passes on what others send: give intake.tokens, so that only those who hold one"
              + " can post");
    }
  }

  private void token(String at) {
    credentials.token(IntakeKeys.TOKEN, IntakeKeys.TOKEN_VALUE, at);
    credentials.name(IntakeKeys.TOKEN_NAME, at);
    sources(IntakeKeys.TOKEN_SOURCES, at);
  }

  private void webhook(String at) {
    credentials.secret(
        IntakeKeys.WEBHOOK_SECRET,
        at,
        line -> {
          try {
            WebhookKey.of(line);
            return null;
          } catch (IllegalArgumentException e) {
            return "is not one: " + e.getMessage();
          }
        });
    credentials.name(IntakeKeys.WEBHOOK_NAME, at);
    sources(IntakeKeys.WEBHOOK_SOURCES, at);
  }

  private void sources(Key<String> key, String at) {
    Collection<String> known = Rules.sourceNames(values);
    for (String index : values.indexes(key, at)) {
      values
          .given(key, at, index)
          .filter(source -> !known.contains(source))
          .ifPresent(source -> fault(key, noSource(source, known), at, index));
    }
  }

  private static String noSource(String source, Collection<String> known) {
    return "there is no source " + source + "; the sources are: " + known;
  }

  /** The places in the list of tokens, however each is written. */
  static Collection<String> tokenPlaces(Values values) {
    return places(
        values,
        IntakeKeys.TOKEN,
        IntakeKeys.TOKEN_VALUE,
        IntakeKeys.TOKEN_NAME,
        IntakeKeys.TOKEN_SOURCES,
        IntakeKeys.TOKEN_ACTIONS);
  }

  static Collection<String> webhookPlaces(Values values) {
    return places(
        values,
        IntakeKeys.WEBHOOK_NAME,
        IntakeKeys.WEBHOOK_SECRET,
        IntakeKeys.WEBHOOK_SOURCES,
        IntakeKeys.WEBHOOK_ACTIONS);
  }

  /** The places in a list of which something is said. */
  static Collection<String> places(Values values, Key<?>... keys) {
    Set<Integer> places = new TreeSet<>();
    for (Key<?> key : keys) {
      values.indexes(key).forEach(place -> places.add(Integer.valueOf(place)));
    }
    return places.stream().map(String::valueOf).toList();
  }

  private void buckets() {
    Collection<String> sources = Rules.sourceNames(values);
    values.map(IntakeKeys.BUCKETS).entrySet().stream()
        .filter(bucket -> !sources.contains(bucket.getValue()))
        .forEach(
            bucket ->
                fault(IntakeKeys.BUCKETS, noSource(bucket.getValue(), sources), bucket.getKey()));
  }

  private void tls() {
    boolean certificate = values.given(IntakeKeys.CERTIFICATE).isPresent();
    boolean key = values.given(IntakeKeys.CERTIFICATE_KEY).isPresent();
    if (certificate && !key) {
      fault(IntakeKeys.CERTIFICATE_KEY, "is missing: TLS needs a certificate and its key");
    }
    if (key && !certificate) {
      fault(IntakeKeys.CERTIFICATE, "is missing: TLS needs a certificate and its key");
    }
    tlsFiles(values, directory)
        .ifPresent(
            files -> {
              try {
                files.check();
              } catch (IllegalArgumentException e) {
                fault(IntakeKeys.CERTIFICATE, String.valueOf(e.getMessage()));
              }
            });
  }

  /** Both files, if both are given. */
  static Optional<TlsFiles> tlsFiles(Values values, Path directory) {
    return values
        .given(IntakeKeys.CERTIFICATE)
        .flatMap(
            certificate ->
                values
                    .given(IntakeKeys.CERTIFICATE_KEY)
                    .map(
                        key ->
                            new TlsFiles(directory.resolve(certificate), directory.resolve(key))));
  }

  private void limits() {
    if (values
        .find(IntakeKeys.BODY_MEMORY)
        .filter(size -> size.compareTo(LEAST_BODY_MEMORY) < 0)
        .isPresent()) {
      fault(IntakeKeys.BODY_MEMORY, "is less than " + LEAST_BODY_MEMORY);
    }
    if (values
        .find(IntakeKeys.REQUEST_TIMEOUT)
        .filter(time -> time.compareTo(SHORTEST_REQUEST) < 0)
        .isPresent()) {
      fault(IntakeKeys.REQUEST_TIMEOUT, "is less than a second");
    }
  }

  private void fault(Key<?> key, String message, String... names) {
    String name = key.name(names);
    faults.add(new Fault(values.place(name), name, message));
  }
}
