package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.PORT;
import static fr.mangatheque.continuity.app.config.ValueType.SECRET;
import static fr.mangatheque.continuity.app.config.ValueType.TEXT;

import java.util.stream.Stream;

/** The keys about how events come in. */
final class IntakeKeys {
  static final Key<String> HOST =
      Key.of(
              "intake.host",
              TEXT,
              "Address to listen on, in every role. Without tokens only a loopback address is"
                  + " taken.")
          .standard("127.0.0.1");
  static final Key<Integer> PORT_KEY =
      Key.of("intake.port", PORT, "Port to listen on; 0 takes a free one.").standard("8080");
  static final Key<Secret> TOKEN =
      Key.of("intake.tokens[*]", SECRET, "A bearer token that may post events, without a name.");
  static final Key<String> TOKEN_NAME =
      Key.of(
              "intake.tokens[*].name",
              Keys.INSTANCE,
              "Who it is given to: logs and events name them.")
          .example("app");
  static final Key<Secret> TOKEN_VALUE =
      Key.of("intake.tokens[*].token", SECRET, "The bearer token, 16 characters or more.")
          .example("a-long-random-text");
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
                  Stream.of(HOST, PORT_KEY, TOKEN, TOKEN_NAME, TOKEN_VALUE, BUCKETS),
                  LookupKeys.ALL.stream())
              .toList(),
          """
          tokens:
            - name: app
              token-file: /run/secrets/intake-token
            - a-token-without-a-name
          buckets:
            manga-origin: uploads
          """);

  private IntakeKeys() {}
}
