package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ConfigurationFile.LEAST;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.access.Credential;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What variables say, and what they do not. */
class EnvironmentTest {
  @TempDir private Path directory;
  private ConfigurationFile file;

  @BeforeEach
  void aFile() throws Exception {
    file =
        ConfigurationFile.of(
            directory,
            LEAST
                + """
                copy: {concurrency: 8}
                intake: {tokens: [the-first-of-the-file, the-second-of-the-file]}
                """);
  }

  @Test
  void aVariableWinsOverTheFile() throws Exception {
    assertThat(file.read(Map.of("CONTINUITY_COPY_CONCURRENCY", "9")).copy().concurrency())
        .isEqualTo(9);
  }

  @Test
  void anEmptyVariableSaysNothing() throws Exception {
    assertThat(file.read(Map.of("CONTINUITY_COPY_CONCURRENCY", "")).copy().concurrency())
        .isEqualTo(8);
  }

  @Test
  void aSourceCanBeSaidByVariablesAlone() throws Exception {
    Configuration configuration =
        file.read(
            Map.of(
                "CONTINUITY_SOURCES_OLD_COVERS_ORIGIN_ENDPOINT", "https://old.example",
                "CONTINUITY_SOURCES_OLD_COVERS_ORIGIN_BUCKET", "covers",
                "CONTINUITY_SOURCES_OLD_COVERS_ORIGIN_ACCESS_KEY_ID", "o",
                "CONTINUITY_SOURCES_OLD_COVERS_ORIGIN_SECRET_ACCESS_KEY", "$ecret",
                "CONTINUITY_SOURCES_OLD_COVERS_BACKUP_ENDPOINT", "https://backup.example",
                "CONTINUITY_SOURCES_OLD_COVERS_BACKUP_BUCKET", "covers",
                "CONTINUITY_SOURCES_OLD_COVERS_BACKUP_ACCESS_KEY_ID", "b",
                "CONTINUITY_SOURCES_OLD_COVERS_BACKUP_SECRET_ACCESS_KEY", "s"));

    assertThat(configuration.sources()).containsOnlyKeys("uploads", "old-covers");
    assertThat(configuration.sources().get("old-covers").origin().secretAccessKey())
        .isEqualTo("$ecret");
  }

  @Test
  void aListInAVariableReplacesThatOfTheFile() throws Exception {
    Configuration configuration =
        file.read(Map.of("CONTINUITY_INTAKE_TOKENS", "a-token-of-a-variable"));

    assertThat(configuration.intake().credentials())
        .containsExactly(Credential.token("token-0", "a-token-of-a-variable"));
  }

  @Test
  void anElementOfAListCanBeSaid() throws Exception {
    Configuration configuration =
        file.read(
            Map.of(
                "CONTINUITY_INTAKE_TOKENS_0__NAME", "app",
                "CONTINUITY_INTAKE_TOKENS_0__TOKEN", "a-token-of-a-variable"));

    assertThat(configuration.intake().credentials())
        .containsExactly(Credential.token("app", "a-token-of-a-variable"));
  }

  @Test
  void aPropertyOfKafkaCanBeSaid() throws Exception {
    Configuration configuration =
        file.read(
            Map.of(
                "CONTINUITY_KAFKA_BOOTSTRAP_SERVERS", "k:9092",
                "CONTINUITY_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SSL"));

    assertThat(configuration.kafka().properties())
        .isEqualTo(Map.of("security.protocol", new Secret("SSL")));
  }

  @Test
  void onlyVariablesOfOursCount() throws Exception {
    Configuration configuration =
        file.read(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "other:9092",
                "kafka.bootstrap-servers", "other:9092",
                "CONTINUITY_LOG", "debug",
                "CONTINUITY_CONFIG", "x.yaml",
                "CONTINUITY_JAVA_OPTS", "-Xmx1g"));

    assertThat(configuration.kafka().embedded()).isTrue();
  }

  @Test
  void aVariableThatSetsNothingIsAFault() {
    List<String> faults =
        file.faults(Map.of("CONTINUITY_COPY_CONCURENCY", "1", "CONTINUITY_COPY_CONCURRENCY", "x"));

    assertThat(faults)
        .containsExactly(
            "CONTINUITY_COPY_CONCURENCY: sets no key; names that start with CONTINUITY_ are ours",
            "CONTINUITY_COPY_CONCURRENCY: copy.concurrency: not a whole number from 1 to 1024: x");
  }
}
