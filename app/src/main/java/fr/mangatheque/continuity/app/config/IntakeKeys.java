package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.DURATION;
import static fr.mangatheque.continuity.app.config.ValueType.PORT;
import static fr.mangatheque.continuity.app.config.ValueType.SECRET;
import static fr.mangatheque.continuity.app.config.ValueType.SIZE;
import static fr.mangatheque.continuity.app.config.ValueType.TEXT;
import static fr.mangatheque.continuity.app.config.ValueType.integer;
import static fr.mangatheque.continuity.app.config.ValueType.matching;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys about how events come in. */
final class IntakeKeys {
  private static final ValueType<String> HEADER =
      matching("header", Pattern.compile("[A-Za-z0-9-]{1,100}"), "not the name of a header");

  static final Key<String> HOST =
      Key.of(
              "intake.host",
              TEXT,
              "Address to listen on, in every role. Without tokens only a loopback address is"
                  + " taken.")
          .standard("127.0.0.1");
  static final Key<Integer> PORT_KEY =
      Key.of("intake.port", PORT, "Port to listen on; 0 takes a free one.").standard("8080");
  static final Key<String> PROXY_HEADER =
      Key.of(
              "intake.proxy-header",
              HEADER,
              "In which a proxy before the intake says https of what came to it by TLS. Tokens that"
                  + " come without are counted and told.")
          .otherwise("no proxy is expected")
          .example("X-Forwarded-Proto");
  static final Key<String> CERTIFICATE =
      Key.of(
              "intake.tls.certificate-file",
              TEXT,
              "PEM file of the certificate to speak TLS with, those that vouch for it after it. It"
                  + " and its key are read again when they change.")
          .otherwise("plain HTTP")
          .example("/run/secrets/intake-certificate.pem");
  static final Key<String> CERTIFICATE_KEY =
      Key.of(
              "intake.tls.key-file",
              TEXT,
              "PEM file of the private key that belongs to it, PKCS#8 without a password.")
          .example("/run/secrets/intake-key.pem");
  static final Key<Integer> MAX_CONNECTIONS =
      Key.of(
              "intake.max-connections",
              integer(10, 100_000),
              "Connections at once. One more closes the one that has kept the intake waiting"
                  + " longest.")
          .standard("1000");
  static final Key<Duration> REQUEST_TIMEOUT =
      Key.of(
              "intake.request-timeout",
              DURATION,
              "How long a request may take to arrive as a whole.")
          .standard("30s");
  static final Key<DataSize> BODY_MEMORY =
      Key.of(
              "intake.body-memory",
              SIZE,
              "Memory for the bodies of all requests together, as they were sent; read and taken"
                  + " apart they need several times as much. What does not fit is told to come"
                  + " again. Beside it, signed bodies have an eighth, or room for one, until they"
                  + " were checked.")
          .standard("16MiB");

  static final Key<Secret> TOKEN =
      Key.of("intake.tokens[*]", SECRET, "A token that may post events, without a name.");
  static final Key<String> TOKEN_NAME = name("intake.tokens");
  static final Key<Secret> TOKEN_VALUE =
      Key.of(
              "intake.tokens[*].token",
              SECRET,
              "The token, 16 characters or more: sent as a bearer token, or as a basic password."
                  + " Several lines are as many tokens, such as the old and the new one. A file is"
                  + " read again when it changes.")
          .example("a-long-random-text");
  static final Key<String> TOKEN_SOURCES = sources("intake.tokens");
  static final Key<SenderAction> TOKEN_ACTIONS = actions("intake.tokens");

  static final Key<String> WEBHOOK_NAME = name("intake.webhooks");
  static final Key<Secret> WEBHOOK_SECRET =
      Key.of(
          "intake.webhooks[*].secret",
          SECRET,
          "What its holder signs events with, as Standard Webhooks says: whsec_ and 24 to 64"
              + " bytes in base64. Several lines are as many secrets. A file is read again when"
              + " it changes.");
  static final Key<String> WEBHOOK_SOURCES = sources("intake.webhooks");
  static final Key<SenderAction> WEBHOOK_ACTIONS = actions("intake.webhooks");

  static final Key<String> BUCKETS =
      Key.of(
              "intake.buckets.**",
              TEXT,
              "The source that events about this bucket are meant for, where stores name buckets"
                  + " rather than sources.")
          .otherwise("each source's own origin bucket")
          .example("uploads");

  static final Section SECTION =
      new Section(
          "intake",
          "Where applications and stores post their events.",
          Stream.concat(
                  Stream.of(
                      HOST,
                      PORT_KEY,
                      PROXY_HEADER,
                      MAX_CONNECTIONS,
                      REQUEST_TIMEOUT,
                      BODY_MEMORY,
                      CERTIFICATE,
                      CERTIFICATE_KEY,
                      TOKEN,
                      TOKEN_NAME,
                      TOKEN_VALUE,
                      TOKEN_SOURCES,
                      TOKEN_ACTIONS,
                      WEBHOOK_NAME,
                      WEBHOOK_SECRET,
                      WEBHOOK_SOURCES,
                      WEBHOOK_ACTIONS,
                      BUCKETS),
                  LookupKeys.ALL.stream())
              .toList(),
          """
          tokens:
            - name: app
              token-file: /run/secrets/intake-token
              sources: [uploads]
              actions: [created, removed]
            - a-token-without-a-name
          webhooks:
            - name: resizer
              secret-file: /run/secrets/intake-signing-secret
              sources: [uploads]
              actions: [created]
          buckets:
            manga-origin: uploads
          """);

  private IntakeKeys() {}

  private static Key<String> name(String list) {
    return Key.of(
            list + "[*].name", Keys.INSTANCE, "Who it is given to: logs and events name them.")
        .example("app");
  }

  private static Key<String> sources(String list) {
    return Key.of(list + "[*].sources[*]", TEXT, "A source that its holder may speak of.")
        .otherwise("all");
  }

  private static Key<SenderAction> actions(String list) {
    return Key.of(
            list + "[*].actions[*]",
            ValueType.oneOf(SenderAction.class),
            "What its holder may say happened.")
        .otherwise("both");
  }
}
