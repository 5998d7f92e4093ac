package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.PORT;
import static fr.mangatheque.continuity.app.config.ValueType.SECRET;
import static fr.mangatheque.continuity.app.config.ValueType.TEXT;

import java.util.List;

/** The keys about where operators ask how things stand, and say what is to be done. */
final class OperatorKeys {
  static final Key<String> HOST =
      Key.of(
              "operator.host",
              TEXT,
              "Address to listen on, in each process that runs the processors and is given"
                  + " operator.tokens.")
          .standard("127.0.0.1");
  static final Key<Integer> PORT_KEY =
      Key.of("operator.port", PORT, "Port to listen on; 0 takes a free one.").standard("8090");
  static final Key<String> CERTIFICATE =
      Key.of(
              "operator.tls.certificate-file",
              TEXT,
              "PEM file of the certificate to speak TLS with, those that vouch for it after it. It"
                  + " and its key are read again when they change.")
          .otherwise("plain HTTP")
          .example("/run/secrets/operator-certificate.pem");
  static final Key<String> CERTIFICATE_KEY =
      Key.of(
              "operator.tls.key-file",
              TEXT,
              "PEM file of the private key that belongs to it, PKCS#8 without a password.")
          .example("/run/secrets/operator-key.pem");
  static final Key<Secret> TOKEN =
      Key.of("operator.tokens[*]", SECRET, "A token of an operator, without a name.");
  static final Key<String> TOKEN_NAME =
      Key.of(
              "operator.tokens[*].name",
              Keys.INSTANCE,
              "Who it is given to: what they decide is kept under it.")
          .example("on-call");
  static final Key<Secret> TOKEN_VALUE =
      Key.of(
              "operator.tokens[*].token",
              SECRET,
              "The token, 16 characters or more; none of the intake's. Several lines are as many"
                  + " tokens, such as the old and the new one. A file is read again when it"
                  + " changes. Processes that ask each other have the same.")
          .example("another-long-random-text");

  static final Section SECTION =
      new Section(
          "operator",
          "Where operators' commands, such as continuity status, ask and order. Without tokens"
              + " nothing listens here. A token of the intake opens nothing here, and one of these"
              + " nothing there.",
          List.of(HOST, PORT_KEY, CERTIFICATE, CERTIFICATE_KEY, TOKEN, TOKEN_NAME, TOKEN_VALUE),
          """
          tokens:
            - name: on-call
              token-file: /run/secrets/operator-token
            - another-token-without-a-name
          """);

  private OperatorKeys() {}

  /** YAML below the section that gives one token. */
  static String given(String token) {
    return """
    # Made for this file. Commands that are started where it is use it.
    tokens:
      - name: operator
        token: %s
    """
        .formatted(token);
  }
}
