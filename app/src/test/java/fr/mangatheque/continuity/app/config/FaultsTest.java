package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ConfigurationFile.LEAST;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.testkit.tls.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is wrong is told at once, with its place and without a secret. */
class FaultsTest {
  @TempDir private Path directory;

  @Test
  void allFaultsAreToldAtOnceWithTheirPlaces() throws Exception {
    ConfigurationFile file =
        ConfigurationFile.of(
            directory,
            """
            data-dir: ./data
            kafka:
              bootstrap-server: localhost:9092
              partitions: none
              replication: 3
            sources:
              Uploads:
                origin:
                  endpoint: s3.example
                  bucket: manga
                  access-key-id: me
                  secret-access-key: hidden-1
                  secret-access-key-file: missing-file
                backup:
                  endpoint: https://me:hidden-2@b.example
                  bucket: manga
                  prefix: /x
            intake:
              host: 192.0.2.1
              tokens:
                - {name: app, token: hidden-3}
                - {name: app}
            copy: {memory-budget: 1MiB, in-memory-up-to: 2MiB}
            copy: {concurrency: 4}
            guard: 10m
            notifier:
              after: soon
              channels:
                on-call: {type: webhook, url: nowhere, host: h}
                team: {type: pigeon}
              routes:
                - {channels: [nobody], sources: [others]}
                - {at-least: urgent}
            """);

    List<String> faults = file.faults(Map.of("CONTINUITY_TYPO", "1"));

    assertThat(faults)
        .containsExactly(
            "continuity.yaml:3: kafka.bootstrap-server: is not a key; did you mean"
                + " bootstrap-servers?",
            "continuity.yaml:4: kafka.partitions: not a whole number from 1 to 1000: none",
            "continuity.yaml:5: kafka.replication: an embedded broker keeps one replica; name a"
                + " cluster for more",
            "continuity.yaml:7: sources.Uploads: a source's name has 1 to 63 of a-z, 0-9 and -",
            "continuity.yaml:9: sources.Uploads.origin.endpoint: not a URL such as"
                + " https://s3.example.com: s3.example",
            "continuity.yaml:13: sources.Uploads.origin.secret-access-key-file: is given beside"
                + " sources.Uploads.origin.secret-access-key; one will do",
            "continuity.yaml:13: sources.Uploads.origin.secret-access-key-file: the file"
                + " missing-file does not exist",
            "continuity.yaml:14: sources.Uploads.backup.access-key-id: is missing",
            "continuity.yaml:14: sources.Uploads.backup.secret-access-key: is missing",
            "continuity.yaml:15: sources.Uploads.backup.endpoint: a URL with a user or password in"
                + " it; credentials have keys of their own: https://…@b.example",
            "continuity.yaml:17: sources.Uploads.backup.prefix: not a prefix such as manga/: it"
                + " ends with a slash and does not start with one: /x",
            "continuity.yaml:21: intake.tokens[0].token: is not 16 or more letters, digits"
                + " and . _ ~ + / - with = at the end only",
            "continuity.yaml:22: intake.tokens[1].name: is given to another token as well",
            "continuity.yaml:22: intake.tokens[1].token: is missing",
            "continuity.yaml:23: copy.in-memory-up-to: is more than copy.memory-budget, 1MiB",
            "continuity.yaml:24: copy: is said before, in line 23",
            "continuity.yaml:25: guard: is a section with keys of its own, not a value",
            "continuity.yaml:27: notifier.after: not a duration such as 500ms, 30s, 10m, 2h or 7d:"
                + " soon",
            "continuity.yaml:29: notifier.channels.on-call.host: means nothing to this type of"
                + " channel",
            "continuity.yaml:29: notifier.channels.on-call.secret: is missing",
            "continuity.yaml:29: notifier.channels.on-call.url: is not an http or https URL",
            "continuity.yaml:30: notifier.channels.team.type: not one of console, webhook, email:"
                + " pigeon",
            "continuity.yaml:32: notifier.routes[0].channels[0]: there is no channel nobody",
            "continuity.yaml:32: notifier.routes[0].sources[0]: there is no source others",
            "continuity.yaml:33: notifier.routes[1].at-least: not one of critical, warning, info:"
                + " urgent",
            "continuity.yaml:33: notifier.routes[1].channels: is missing",
            "CONTINUITY_TYPO: sets no key; names that start with CONTINUITY_ are ours");
    assertThat(String.join("\n", faults)).doesNotContain("hidden-");
  }

  @Test
  void aBackupInTheOriginsBucketIsNone() throws Exception {
    ConfigurationFile file =
        ConfigurationFile.of(
            directory, LEAST.replace("https://b.example", "https://O.example:443"));

    assertThat(file.faults(Map.of()))
        .containsExactly(
            "continuity.yaml:4: sources.uploads.backup.bucket: is the origin's bucket: a backup"
                + " beside it is none");
  }

  @ParameterizedTest
  @CsvSource({
    "acks, a record that one broker has is not safe yet",
    "producer.acks, a record that one broker has is not safe yet",
    "isolation.level, 'records would be doubled, lost or seen half done'",
    "main.consumer.auto.offset.reset, what came before the first start would be skipped",
    "value.serializer, records would not be read as they were written",
    "bootstrap.servers, 'has a key of its own, kafka.bootstrap-servers'"
  })
  void aPropertyThatSafetyRestsOnIsRefused(String name, String reason) throws Exception {
    String kafka =
        """
        kafka:
          bootstrap-servers: k:9092
          properties:
            security.protocol: SSL
            %s: "0"
        """
            .formatted(name);

    assertThat(ConfigurationFile.of(directory, LEAST + kafka).faults(Map.of()))
        .containsExactly(
            "continuity.yaml:9: kafka.properties.%s: is not to be changed: %s"
                .formatted(name, reason));
  }

  @Test
  void aGuardThatCouldNeverTripIsAFault() throws Exception {
    String guard = "guard: {window: 0s, max-share: 60%, max-share-small: half}";

    assertThat(ConfigurationFile.of(directory, LEAST + guard).faults(Map.of()))
        .anySatisfy(fault -> assertThat(fault).endsWith("guard.window: is nothing"))
        .anySatisfy(
            fault ->
                assertThat(fault).contains("guard.max-share: is more than guard.max-share-small"))
        .anySatisfy(
            fault ->
                assertThat(fault).contains("guard.max-share-small: not a percentage such as 5%"));
  }

  @Test
  void twoSourcesDoNotShareAPlace() throws Exception {
    String other = LEAST.replace("uploads", "covers").replace("sources:\n", "");
    ConfigurationFile file =
        ConfigurationFile.of(
            directory,
            LEAST
                + other.replace(
                    "bucket: manga, access-key-id: b",
                    "bucket: manga, prefix: covers/, access-key-id: b"));

    assertThat(file.faults(Map.of()))
        .containsExactly(
            "continuity.yaml:7: sources.covers.backup.prefix: lies in the same place as that of"
                + " uploads; give each a prefix of its own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host-1", "host-1:0", "http://host-1:8080/path", "ftp://host-1:8080", ":8080"})
  void aProcessIsNamedByItsHostAndPort(String advertised) throws Exception {
    List<String> faults =
        ConfigurationFile.of(
                directory, ConfigurationFile.LEAST + "intake: {advertise: '" + advertised + "'}\n")
            .faults(Map.of());

    assertThat(faults).singleElement().asString().contains("intake.advertise: not a ");
  }

  @Test
  void anEndpointHasOneCapHoweverManyBucketsAreThere() throws Exception {
    String capped = LEAST.replace("access-key-id: b,", "access-key-id: b, %s,");
    String other =
        capped
            .replace("uploads", "covers")
            .replace("sources:\n", "")
            .replace("bucket: manga", "bucket: covers")
            .replace("https://b.example", "https://B.example:443");

    ConfigurationFile file =
        ConfigurationFile.of(
            directory,
            capped.formatted("max-requests-per-second: 20, max-bytes-per-second: 2MiB")
                + other.formatted("max-requests-per-second: 20, max-bytes-per-second: 3MiB"));

    assertThat(file.faults(Map.of()))
        .containsExactly(
            "continuity.yaml:7: sources.covers.backup.max-bytes-per-second: is not what"
                + " sources.uploads.backup.max-bytes-per-second says, 2MiB, of the same endpoint:"
                + " a cap holds for an endpoint; say it once");
  }

  @Test
  void aCapLeavesCopiesTheirTime() throws Exception {
    String capped =
        LEAST.replace(
            "access-key-id: b,",
            "access-key-id: b, max-requests-per-second: 9, max-bytes-per-second: 1023KiB,");

    assertThat(ConfigurationFile.of(directory, capped).faults(Map.of()))
        .containsExactly(
            "continuity.yaml:4: sources.uploads.backup.max-bytes-per-second: is less than 1MiB",
            "continuity.yaml:4: sources.uploads.backup.max-requests-per-second: not a whole number"
                + " from 10 to 1000000: 9");
  }

  @Test
  void onlyThoseWithATokenMayPostFromElsewhere() throws Exception {
    ConfigurationFile file = ConfigurationFile.of(directory, LEAST + "intake: {host: 0.0.0.0}");

    assertThat(file.faults(Map.of()))
        .containsExactly(
            "continuity.yaml:5: intake.host: 0.0.0.0 is not a loopback address: give intake.tokens,"
                + " so that only those who hold one can post");
  }

  @Test
  void onlyThoseWithATokenMayPostThroughAProxy() throws Exception {
    ConfigurationFile file =
        ConfigurationFile.of(directory, LEAST + "intake: {proxy-header: X-Forwarded-Proto}");

    assertThat(file.faults(Map.of()))
        .containsExactly(
            "continuity.yaml:5: intake.proxy-header: a proxy passes on what others send: give"
                + " intake.tokens, so that only those who hold one can post");
  }

  @Test
  void whoMayPostIsCheckedInEveryLine() throws Exception {
    Files.writeString(directory.resolve("tokens"), "a-token-of-16-or-more\nhidden-3\n");
    ConfigurationFile file =
        ConfigurationFile.of(
            directory,
            LEAST
                + """
                intake:
                  tokens:
                    - {name: app, token-file: tokens, sources: [uploads, avatars], actions: moved}
                  webhooks:
                    - {name: app, secret: whsec_hidden}
                    - {name: resizer}
                """);

    List<String> faults = file.faults(Map.of());

    assertThat(faults)
        .hasSize(6)
        .satisfiesExactlyInAnyOrder(
            fault -> assertThat(fault).contains("tokens[0].token: is not 16 or more letters"),
            fault -> assertThat(fault).contains("sources[1]: there is no source avatars"),
            fault -> assertThat(fault).contains("actions[0]: not one of created, removed: moved"),
            fault -> assertThat(fault).contains("webhooks[0].name: is given to another"),
            fault -> assertThat(fault).contains("webhooks[0].secret: is not one: ").contains("24"),
            fault -> assertThat(fault).contains("webhooks[1].secret: is missing"));
    assertThat(String.join("\n", faults)).doesNotContain("hidden");
  }

  @Test
  void aCertificateIsCheckedBeforeAnythingStarts() throws Exception {
    TestCertificate.make("EC", directory).writeCertificate(directory.resolve("cert.pem"));
    TestCertificate.make("EC", directory).writeKey(directory.resolve("other-key.pem"));
    Files.writeString(directory.resolve("no.pem"), "nothing of the kind");

    assertThat(tlsFaults("{certificate-file: cert.pem}")).containsOnlyOnce("key-file: is missing");
    assertThat(tlsFaults("{certificate-file: none.pem, key-file: other-key.pem}"))
        .contains("none.pem does not exist");
    assertThat(tlsFaults("{certificate-file: no.pem, key-file: other-key.pem}"))
        .contains("no.pem holds no certificate");
    assertThat(tlsFaults("{certificate-file: cert.pem, key-file: no.pem}"))
        .contains("no.pem holds no private key")
        .contains("openssl pkcs8");
    assertThat(tlsFaults("{certificate-file: cert.pem, key-file: other-key.pem}"))
        .contains("is not that of the certificate");
  }

  private String tlsFaults(String tls) throws Exception {
    ConfigurationFile file = ConfigurationFile.of(directory, LEAST + "intake: {tls: " + tls + "}");
    List<String> faults = file.faults(Map.of());
    assertThat(faults).hasSize(1);
    return faults.getFirst();
  }

  @Test
  void aFileWithoutSourcesProtectsNothing() throws Exception {
    assertThat(ConfigurationFile.of(directory, "data-dir: x").faults(Map.of()))
        .containsExactly("continuity.yaml: sources: names no source to protect");
  }

  @Test
  void aFileThatIsMissingIsSaidSo() {
    assertThat(new ConfigurationFile(directory.resolve("none.yaml")).faults(Map.of()))
        .containsExactly("none.yaml: there is no such file; write one with: continuity init");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: [1        | is not YAML
          - a          | is not a YAML mapping
          a: *nothing  | is not YAML
          ? [a, b]: c  | a key is not text
          """)
  void whatIsNotYamlIsSaidSo(String text, String fault) throws Exception {
    assertThat(ConfigurationFile.of(directory, text).faults(Map.of()).getFirst())
        .startsWith("continuity.yaml:")
        .contains(fault);
  }

  @Test
  void aFileThatContainsItselfEnds() throws Exception {
    ConfigurationFile file = ConfigurationFile.of(directory, LEAST + "kafka: &a {b: *a}");

    assertThat(file.faults(Map.of())).anyMatch(fault -> fault.contains("nested too deeply"));
  }
}
