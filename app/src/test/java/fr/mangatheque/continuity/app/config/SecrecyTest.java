package fr.mangatheque.continuity.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are used and never shown. */
class SecrecyTest {
  private static final String MARK = "Hidden-Hidden-Hidden";
  @TempDir private Path directory;

  private ConfigurationFile file() throws Exception {
    Files.writeString(directory.resolve("key"), MARK);
    return ConfigurationFile.of(
        directory,
        """
        kafka:
          bootstrap-servers: k:9092
          properties: {sasl.jaas.config: Hidden-Hidden-Hidden, security.protocol: SASL_SSL}
        schema-registry:
          url: http://r:8081
          properties: {basic.auth.user.info: Hidden-Hidden-Hidden}
        sources:
          uploads:
            origin:
              endpoint: https://o.example
              bucket: manga
              access-key-id: o
              secret-access-key: Hidden-Hidden-Hidden
            backup:
              endpoint: https://b.example
              bucket: manga
              access-key-id: b
              secret-access-key-file: key
        intake:
          tokens: [{name: app, token: Hidden-Hidden-Hidden}, Hidden-Hidden-Hidden-2]
        notifier:
          channels:
            hook:
              type: webhook
              url: https://hooks.example/Hidden-Hidden-Hidden
              secret: whsec_SGlkZGVuLUhpZGRlbi1IaWRkZW4tSGlkZGVu
            mail:
              type: email
              host: h
              from: a@b
              to: c@d
              username: me
              password: Hidden-Hidden-Hidden
        """);
  }

  @Test
  void aConfigurationDoesNotPrintSecrets() throws Exception {
    Configuration configuration = file().read();

    assertThat(configuration.sources().get("uploads").backup().secretAccessKey()).isEqualTo(MARK);
    assertThat(configuration.toString()).doesNotContain(MARK).doesNotContain("SGlkZGVu");
  }

  @Test
  void whatHoldsIsShownWithoutSecretsAndWithPlaces() throws Exception {
    String shown =
        file().show(Map.of("CONTINUITY_COPY_CONCURRENCY", "7", "CONTINUITY_DATA_DIR", "./a b"));

    assertThat(shown)
        .doesNotContain(MARK)
        .doesNotContain("SGlkZGVu")
        .doesNotContain("SASL_SSL")
        .contains("data-dir: \"./a b\"  # CONTINUITY_DATA_DIR\n")
        .contains("  concurrency: 7  # CONTINUITY_COPY_CONCURRENCY\n")
        .contains("      bucket: manga  # " + directory.resolve("continuity.yaml") + ":11\n")
        .contains("  partitions: 12  # default\n")
        .contains("  # replication: not set: 3 on a cluster, 1 embedded\n")
        .contains("    - name: app  # ")
        .contains("      token: \"********\"  # ");
  }

  @Test
  void whatIsShownCanBeReadAgain() throws Exception {
    String shown = file().show(Map.of());
    // A masked secret is none that is signed with; all else is as it was.
    String again =
        shown
            .replaceAll("(?m)secret: \"\\*+\"", "secret: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3")
            .replaceAll("url: \"\\*+\"", "url: https://x.example/")
            .replaceFirst("token: \"\\*+\"", "token: the-first-token-again")
            .replaceFirst("- \"\\*+\"", "- the-second-token-again");

    Configuration read = ConfigurationFile.of(directory, again).read();

    assertThat(read.intake().credentials()).hasSize(2);
    assertThat(read.notifier().channels()).hasSize(2);
    assertThat(read.kafka().properties()).containsOnlyKeys("sasl.jaas.config", "security.protocol");
  }
}
