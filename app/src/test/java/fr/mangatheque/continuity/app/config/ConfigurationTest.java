package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ConfigurationFile.LEAST;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said, and what holds where nothing is. */
class ConfigurationTest {
  @TempDir private Path directory;

  @Test
  void whatIsNotSaidHasADefault() throws Exception {
    Configuration configuration =
        ConfigurationFile.of(directory, LEAST + "kafka: {instance-id: me}").read();

    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                directory.resolve("data"),
                new KafkaSettings(null, 0, "", "me", 12, (short) 1, Map.of()),
                null,
                Map.of("uploads", new SourceSettings(bucket("o"), bucket("b"), "")),
                new IntakeSettings("127.0.0.1", 8080, List.of()),
                new CopySettings(
                    64, new DataSize(256 << 20), new DataSize(8 << 20), new DataSize(8L << 30)),
                new GuardSettings(Duration.ofMinutes(10)),
                new NotifierSettings(
                    Duration.ofSeconds(30),
                    Map.of("console", new ChannelSettings.Console()),
                    List.of())));
  }

  private static BucketSettings bucket(String side) {
    return new BucketSettings(
        URI.create("https://" + side + ".example"),
        "us-east-1",
        "manga",
        side,
        new Secret(side + "s"));
  }

  @Test
  void anInstanceIsNamedAfterItsHost() throws Exception {
    assertThat(ConfigurationFile.of(directory, LEAST).read().kafka().instanceId()).isNotBlank();
  }

  @Test
  void aClusterKeepsThreeReplicas() throws Exception {
    Configuration configuration =
        ConfigurationFile.of(directory, LEAST + "kafka: {bootstrap-servers: 'k:9092'}").read();

    assertThat(configuration.kafka().replication()).isEqualTo((short) 3);
    assertThat(configuration.kafka().embedded()).isFalse();
  }

  @Test
  void everyKeyIsTakenIn() throws Exception {
    Files.writeString(directory.resolve("secret"), "from a file\n");
    Files.writeString(directory.resolve("token"), "a-token-from-a-file\r\n");

    Configuration configuration = ConfigurationFile.of(directory, FULL).read();

    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                Path.of("/var/lib/continuity"),
                new KafkaSettings(
                    "a:9092,b:9092",
                    0,
                    "lib.",
                    "host-1",
                    6,
                    (short) 2,
                    Map.of(
                        "security.protocol", new Secret("SASL_SSL"),
                        "sasl.jaas.config", new Secret("from a file"))),
                new RegistrySettings(
                    URI.create("http://registry:8081"),
                    Map.of("basic.auth.user.info", new Secret("me:0123"))),
                Map.of(
                    "uploads",
                    new SourceSettings(
                        new BucketSettings(
                            URI.create("https://o.example:8443"),
                            "auto",
                            "manga",
                            "0123",
                            new Secret("$HOME ${x} 007")),
                        new BucketSettings(
                            URI.create("https://b.example"),
                            "eu-west-3",
                            "manga-backup",
                            "b",
                            new Secret("from a file")),
                        "uploads/")),
                new IntakeSettings(
                    "0.0.0.0",
                    0,
                    List.of(
                        new IntakeSettings.Token("app", new Secret("a-token-from-a-file")),
                        new IntakeSettings.Token("token-1", new Secret("0123456789abcdef")))),
                new CopySettings(
                    8, new DataSize(64 << 20), new DataSize(1_000_000), new DataSize(1L << 30)),
                new GuardSettings(Duration.ofHours(1)),
                new NotifierSettings(
                    Duration.ofMillis(1500),
                    Map.of(
                        "on-call",
                        new ChannelSettings.Webhook(
                            new Secret("https://hooks.example/x"),
                            new Secret("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3")),
                        "team",
                        new ChannelSettings.Email(
                            "mail.example",
                            465,
                            ChannelSettings.Security.TLS,
                            "me",
                            new Secret("from a file"),
                            "c@example.com",
                            List.of("a@example.com", "b@example.com")),
                        "here",
                        new ChannelSettings.Console()),
                    List.of(
                        new NotifierSettings.Route(
                            List.of("on-call", "team"),
                            Severity.CRITICAL,
                            Set.of("uploads"),
                            Set.of(Stage.ORIGIN),
                            Set.of(CauseClass.ACCESS_DENIED)),
                        new NotifierSettings.Route(
                            List.of("here"), Severity.INFO, Set.of(), Set.of(), Set.of())))));
  }

  private static final String FULL =
      """
      data-dir: /var/lib/continuity
      kafka:
        bootstrap-servers: a:9092,b:9092
        topic-prefix: lib.
        instance-id: host-1
        partitions: 6
        replication: 2
        properties: {security.protocol: SASL_SSL, sasl: {jaas: {config-file: secret}}}
      schema-registry:
        url: http://registry:8081
        properties: {basic.auth.user.info: 'me:0123'}
      sources:
        uploads:
          origin:
            endpoint: https://o.example:8443
            region: auto
            bucket: manga
            access-key-id: 0123
            secret-access-key: $HOME ${x} 007
          backup:
            endpoint: https://b.example
            region: eu-west-3
            bucket: manga-backup
            prefix: uploads/
            access-key-id: b
            secret-access-key-file: secret
      intake:
        host: 0.0.0.0
        port: 0
        tokens: [{name: app, token-file: token}, 0123456789abcdef]
      copy: {concurrency: 8, memory-budget: 64MiB, in-memory-up-to: 1MB, disk-budget: 1 GiB}
      guard: {window: 1h}
      notifier:
        after: 1500ms
        channels:
          on-call:
            type: webhook
            url: https://hooks.example/x
            secret: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3
          team:
            type: email
            host: mail.example
            security: tls
            username: me
            password-file: secret
            from: c@example.com
            to: [a@example.com, b@example.com]
          here: {type: console}
        routes:
          - channels: [on-call, team]
            at-least: critical
            sources: [uploads]
            stages: [origin]
            causes: access-denied
          - channels: here
      """;
}
