package fr.mangatheque.continuity.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.testkit.tls.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written about the configuration agrees with it. */
class DocumentsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  @TempDir private Path directory;

  @Test
  void theReferenceIsCurrent() throws Exception {
    assertThat(ROOT.resolve("docs/reference/configuration.md"))
        .as("write it with: ./continuity config reference > docs/reference/configuration.md")
        .hasContent(Reference.text());
  }

  @Test
  void theSampleHolds() throws Exception {
    Configuration configuration = ConfigurationFile.of(directory, Sample.text()).read();

    assertThat(configuration.sources()).containsOnlyKeys("uploads");
    assertThat(configuration.kafka().embedded()).isTrue();
  }

  @Test
  void theSampleShowsEveryKeyAndEveryExampleHolds() throws Exception {
    for (String secret :
        List.of(
            "kafka-jaas",
            "registry",
            "on-call-url",
            "smtp-password",
            "r2-queue-token",
            "scratch")) {
      Files.writeString(directory.resolve(secret), "https://0123456789abcdef.example");
    }
    Files.writeString(directory.resolve("intake-token"), "0123456789abcdef");
    Files.writeString(directory.resolve("operator-token"), "fedcba9876543210");
    Files.writeString(
        directory.resolve("on-call-signing-secret"), "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
    Files.writeString(
        directory.resolve("intake-signing-secret"), "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
    TestCertificate certificate = TestCertificate.make("EC", directory);
    certificate.writeCertificate(directory.resolve("intake-certificate.pem"));
    certificate.writeKey(directory.resolve("intake-key.pem"));
    certificate.writeCertificate(directory.resolve("operator-certificate.pem"));
    certificate.writeKey(directory.resolve("operator-key.pem"));
    String everything =
        Sample.text()
            .replaceAll("(?m)^( *)#(?! |$)", "$1")
            .replaceAll("(?m)^( *)#(  .*)$", "$1$2")
            .replace("/run/secrets/", "");
    ConfigurationFile file = ConfigurationFile.of(directory, everything);

    assertThat(file.faults(Map.of())).isEmpty();
    assertThat(Keys.sections())
        .flatExtracting(Section::keys)
        .allSatisfy(key -> assertThat(matched(file, key)).as(key.path().text()).isTrue());
  }

  @Test
  void theExampleForComposeHoldsAndFitsItsServices() throws Exception {
    Configuration example =
        ConfigurationReader.read(ROOT.resolve("docs/examples/compose.yaml"), Map.of())
            .configuration();

    Set<String> addresses = new HashSet<>();
    addresses.add(String.valueOf(example.kafka().bootstrapServers()).replaceAll(".*:", ""));
    for (SourceSettings source : example.sources().values()) {
      addresses.add(String.valueOf(source.origin().endpoint().getPort()));
      addresses.add(String.valueOf(source.backup().endpoint().getPort()));
      assertThat(Files.readString(ROOT.resolve("docker-compose.yml")))
          .contains("/data/" + source.origin().bucket() + " ")
          .contains("/data/" + source.backup().bucket() + " ")
          .contains("S3PROXY_IDENTITY: " + source.origin().accessKeyId() + "\n")
          .contains("S3PROXY_CREDENTIAL: " + source.origin().secretAccessKey() + "\n")
          .contains("S3PROXY_IDENTITY: " + source.backup().accessKeyId() + "\n")
          .contains("S3PROXY_CREDENTIAL: " + source.backup().secretAccessKey() + "\n");
    }
    assertThat(addresses)
        .hasSize(3)
        .allSatisfy(
            port ->
                assertThat(Files.readString(ROOT.resolve("docker-compose.yml")))
                    .contains("\"127.0.0.1:" + port + ":"));
  }

  private static boolean matched(ConfigurationFile file, Key<?> key) {
    return YamlFile.read(file.path(), new ArrayList<>()).values().keySet().stream()
        .map(name -> key.secret() ? name.replaceFirst(Key.FILE + "$", "") : name)
        .anyMatch(name -> key.match(name).isPresent());
  }
}
