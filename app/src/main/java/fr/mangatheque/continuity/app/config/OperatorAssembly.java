package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.access.Rights;
import java.nio.file.Path;
import java.util.List;

/** Puts together where operators ask. */
final class OperatorAssembly {
  private final Values values;
  private final Path directory;

  /**
   * @param directory what the names of files are relative to
   */
  OperatorAssembly(Values values, Path directory) {
    this.values = values;
    this.directory = directory;
  }

  OperatorSettings settings() {
    List<Credential> tokens =
        OperatorRules.tokenPlaces(values).stream().map(this::credential).toList();
    return new OperatorSettings(
        values.get(OperatorKeys.HOST),
        values.get(OperatorKeys.PORT_KEY),
        tokens,
        OperatorRules.tlsFiles(values, directory).orElse(null));
  }

  private Credential credential(String at) {
    boolean plain = values.given(OperatorKeys.TOKEN, at).isPresent();
    return new Credential(
        values.find(OperatorKeys.TOKEN_NAME, at).orElse("operator-" + at),
        Credential.Kind.TOKEN,
        CredentialRules.origin(values, plain ? OperatorKeys.TOKEN : OperatorKeys.TOKEN_VALUE, at),
        Rights.ALL);
  }
}
