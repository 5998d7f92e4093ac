package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.connection.TlsFiles;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the values about operators must be to each other. */
final class OperatorRules {
  private final Values values;
  private final Path directory;
  private final CredentialRules credentials;
  private final List<Fault> faults;

  /**
   * @param directory what the names of files are relative to
   * @param credentials knows those that others were given
   */
  OperatorRules(Values values, Path directory, CredentialRules credentials, List<Fault> faults) {
    this.values = values;
    this.directory = directory;
    this.credentials = credentials;
    this.faults = faults;
  }

  void check() {
    for (String at : tokenPlaces(values)) {
      credentials.token(OperatorKeys.TOKEN, OperatorKeys.TOKEN_VALUE, at);
      credentials.name(OperatorKeys.TOKEN_NAME, at);
    }
    tls();
  }

  private void tls() {
    boolean certificate = values.given(OperatorKeys.CERTIFICATE).isPresent();
    boolean key = values.given(OperatorKeys.CERTIFICATE_KEY).isPresent();
    if (certificate != key) {
      fault(
          certificate ? OperatorKeys.CERTIFICATE_KEY : OperatorKeys.CERTIFICATE,
          "is missing: TLS needs a certificate and its key");
    }
    tlsFiles(values, directory)
        .ifPresent(
            files -> {
              try {
                files.check();
              } catch (IllegalArgumentException e) {
                fault(OperatorKeys.CERTIFICATE, String.valueOf(e.getMessage()));
              }
            });
  }

  /** The places in the list of tokens, however each is written. */
  static Collection<String> tokenPlaces(Values values) {
    return IntakeRules.places(
        values, OperatorKeys.TOKEN, OperatorKeys.TOKEN_VALUE, OperatorKeys.TOKEN_NAME);
  }

  /** Both files, if both are given. */
  static Optional<TlsFiles> tlsFiles(Values values, Path directory) {
    return values
        .given(OperatorKeys.CERTIFICATE)
        .flatMap(
            certificate ->
                values
                    .given(OperatorKeys.CERTIFICATE_KEY)
                    .map(
                        key ->
                            new TlsFiles(directory.resolve(certificate), directory.resolve(key))));
  }

  private void fault(Key<?> key, String message) {
    faults.add(new Fault(values.place(key.name()), key.name(), message));
  }
}
