package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ConfigurationFile.LEAST;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.notifier.NotifierSettings;
import fr.mangatheque.continuity.notifier.channel.ChannelSettings;
import fr.mangatheque.continuity.notifier.delivery.DeliveryTiming;
import fr.mangatheque.continuity.notifier.incident.IncidentTiming;
import fr.mangatheque.continuity.notifier.routing.Matcher;
import fr.mangatheque.continuity.notifier.routing.Route;
import fr.mangatheque.continuity.processors.copy.CopySettings;
import fr.mangatheque.continuity.processors.guard.GuardPolicy;
import fr.mangatheque.continuity.processors.ledger.LedgerPolicy;
import fr.mangatheque.continuity.processors.scan.ScanPolicy;
import fr.mangatheque.continuity.processors.scrub.ScrubBudget;
import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.access.Rights;
import fr.mangatheque.continuity.producer.access.SecretOrigin;
import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.connection.TlsFiles;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.IntakeSettings;
import fr.mangatheque.continuity.producer.tick.Cron;
import fr.mangatheque.continuity.producer.tick.Schedule;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.wire.RegistrySettings;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.limit.Caps;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import fr.mangatheque.continuity.testkit.tls.TestCertificate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said, and what holds where nothing is. */
class ConfigurationTest {
  @TempDir private Path directory;

  @Test
  void whatIsNotSaidHasADefault() throws Exception {
    Configuration configuration =
        ConfigurationFile.of(directory, LEAST + "kafka: {instance-id: me}").read();

    Path data = directory.resolve("data");
    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                data,
                new KafkaSettings(null, 0, "", "me", 12, 1, Map.of()),
                null,
                Map.of(
                    "uploads",
                    new SourceSettings(
                        bucket("o"),
                        Caps.NONE,
                        bucket("b").withMaxConnections(132),
                        Caps.NONE,
                        new BackupLayout(""))),
                Map.of(),
                IntakeSettings.of("127.0.0.1", 8080, List.of()),
                KnownSources.byBucket(Map.of("manga", "uploads")),
                List.of(),
                jobs(),
                new CdnOptions(Map.of(), 20, Duration.ofSeconds(60), Duration.ofHours(1)),
                new DrillOptions(null, "continuity-drill/", 200, null, null),
                new LookupSettings(null, null),
                new OperatorSettings("127.0.0.1", 8090, List.of(), null),
                CopySettings.defaults(data.resolve("staging")),
                new ScanOptions(4, ScanPolicy.DEFAULT),
                LedgerPolicy.DEFAULT,
                new ScrubBudget(Duration.ofDays(90), null, null),
                GuardPolicy.DEFAULT,
                new NotifierSettings(List.of(), data.resolve("incidents"))));
  }

  private static JobsSettings jobs() {
    List<Schedule> schedules =
        List.of(
            schedule("reconcile", "*/15 * * * *"),
            schedule("audit", "0 4 * * *"),
            schedule("scrub", "20 * * * *"),
            schedule("canary", "40 * * * *"));
    return new JobsSettings(
        schedules.stream().map(Schedule::name).toList(),
        schedules,
        Duration.ofSeconds(60),
        Map.of());
  }

  private static Schedule schedule(String job, String cron) {
    return new Schedule(new ScheduleName("uploads", job), Cron.parse(cron), ZoneId.of("UTC"));
  }

  private static S3Settings bucket(String side) {
    URI endpoint = URI.create("https://" + side + ".example");
    return S3Settings.of(endpoint, "us-east-1", "manga", side, side + "s");
  }

  @Test
  void anInstanceIsNamedAfterItsHost() throws Exception {
    assertThat(ConfigurationFile.of(directory, LEAST).read().kafka().instanceId()).isNotBlank();
  }

  @Test
  void aProcessSaysWhereTheOthersReachItAndWhomItAsks() throws Exception {
    LookupSettings plain =
        ConfigurationFile.of(directory, LEAST + "intake: {advertise: 'host-1:8080'}")
            .read()
            .lookup();
    LookupSettings secure =
        ConfigurationFile.of(
                directory,
                LEAST + "intake: {advertise: 'https://[::1]:8443', ledger: 'https://host-2:8443'}")
            .read()
            .lookup();

    assertThat(plain.advertisedAuthority()).isEqualTo("host-1:8080");
    assertThat(plain.scheme()).isEqualTo("http");
    assertThat(secure.advertisedAuthority()).isEqualTo("[::1]:8443");
    assertThat(secure.scheme()).isEqualTo("https");
    assertThat(secure.ledger()).isEqualTo(URI.create("https://host-2:8443"));
  }

  @Test
  void aClusterKeepsThreeReplicas() throws Exception {
    Configuration configuration =
        ConfigurationFile.of(directory, LEAST + "kafka: {bootstrap-servers: 'k:9092'}").read();

    assertThat(configuration.kafka().replication()).isEqualTo(3);
    assertThat(configuration.kafka().embedded()).isFalse();
  }

  @Test
  void everyKeyIsTakenIn() throws Exception {
    Files.writeString(directory.resolve("secret"), "from a file\n");
    Files.writeString(directory.resolve("token"), "a-token-from-a-file\r\nand-the-next-one-too\n");
    Files.writeString(
        directory.resolve("signing-secret"), "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
    TestCertificate certificate = TestCertificate.make("EC", directory);
    certificate.writeCertificate(directory.resolve("cert.pem"));
    certificate.writeKey(directory.resolve("key.pem"));

    Configuration configuration = ConfigurationFile.of(directory, FULL).read();

    Path data = Path.of("/var/lib/continuity");
    assertThat(configuration.dataDir()).isEqualTo(data);
    assertThat(configuration.kafka())
        .isEqualTo(
            new KafkaSettings(
                "a:9092,b:9092",
                0,
                "lib.",
                "host-1",
                6,
                2,
                Map.of(
                    "security.protocol", new Secret("SASL_SSL"),
                    "sasl.jaas.config", new Secret("from a file"))));
    assertThat(configuration.schemaRegistry())
        .isEqualTo(
            new RegistrySettings(
                "http://registry:8081", Map.of("basic.auth.user.info", "me:0123")));
    assertThat(configuration.sources()).isEqualTo(Map.of("uploads", source()));
    assertThat(configuration.intake())
        .isEqualTo(
            IntakeSettings.of(
                    "0.0.0.0",
                    0,
                    List.of(
                        Credential.token("app", directory.resolve("token"))
                            .withRights(
                                new Rights(
                                    new TreeSet<>(Set.of("uploads")), Set.of(ChangeKind.CREATED))),
                        Credential.token("token-1", "0123456789abcdef"),
                        new Credential(
                            "resizer",
                            Credential.Kind.WEBHOOK,
                            new SecretOrigin.InFile(directory.resolve("signing-secret")),
                            Rights.ALL)))
                .withConnections(
                    new ConnectionLimits(
                        50,
                        Duration.ofSeconds(10),
                        ConnectionLimits.DEFAULT.idleTimeout(),
                        4 << 20))
                .withTls(new TlsFiles(directory.resolve("cert.pem"), directory.resolve("key.pem")))
                .withProxyHeader("X-Forwarded-Proto"));
    CopySettings usual = CopySettings.defaults(data.resolve("staging"));
    assertThat(configuration.copy())
        .isEqualTo(
            new CopySettings(
                8,
                64 << 20,
                1_000_000,
                1 << 30,
                usual.stagingDir(),
                usual.readBackFirst(),
                usual.readBackOneIn(),
                usual.allowance()));
    assertThat(configuration.ledger())
        .isEqualTo(LedgerPolicy.DEFAULT.withGuardWindow(Duration.ofHours(1)).withMissedEvents(7));
    assertThat(configuration.guard())
        .isEqualTo(new GuardPolicy(20, 0.025, 0.4, Duration.ofHours(1)));
    assertThat(configuration.notifier()).isEqualTo(notifier(data));
  }

  private static SourceSettings source() {
    return new SourceSettings(
        S3Settings.of(
                URI.create("https://o.example:8443"), "auto", "manga", "0123", "$HOME ${x} 007")
            .withMaxConnections(8),
        new Caps(100L, null),
        S3Settings.of(
                URI.create("https://b.example"), "eu-west-3", "manga-backup", "b", "from a file")
            .withMaxConnections(20),
        new Caps(1000L, 20L << 20),
        new BackupLayout("uploads/"));
  }

  private static NotifierSettings notifier(Path data) {
    IncidentTiming usual = IncidentTiming.DEFAULT;
    return new NotifierSettings(
        new IncidentTiming(Duration.ofMillis(1500), usual.reminder(), usual.settle()),
        DeliveryTiming.DEFAULT,
        List.of(
            new ChannelSettings.Webhook(
                "on-call",
                URI.create("https://hooks.example/x"),
                "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3"),
            new ChannelSettings.Email(
                "team",
                "mail.example",
                465,
                ChannelSettings.Security.TLS,
                "me",
                "from a file",
                "c@example.com",
                List.of("a@example.com", "b@example.com")),
            new ChannelSettings.Console("here")),
        List.of(
            new Route(
                new Matcher(
                    Severity.CRITICAL,
                    Set.of("uploads"),
                    Set.of(Stage.ORIGIN),
                    Set.of(CauseClass.ACCESS_DENIED.name())),
                List.of("on-call", "team")),
            new Route(Matcher.ANY, List.of("here"))),
        data.resolve("incidents"));
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
            max-requests-per-second: 100
          backup:
            endpoint: https://b.example
            region: eu-west-3
            bucket: manga-backup
            prefix: uploads/
            access-key-id: b
            secret-access-key-file: secret
            max-requests-per-second: 1000
            max-bytes-per-second: 20MiB
      intake:
        host: 0.0.0.0
        port: 0
        proxy-header: X-Forwarded-Proto
        max-connections: 50
        request-timeout: 10s
        body-memory: 4MiB
        tls: {certificate-file: cert.pem, key-file: key.pem}
        tokens: [{name: app, token-file: token, sources: uploads, actions: created}, 0123456789abcdef]
        webhooks: [{name: resizer, secret-file: signing-secret}]
      copy: {concurrency: 8, memory-budget: 64MiB, in-memory-up-to: 1MB, disk-budget: 1 GiB}
      scan: {missed-events-threshold: 7}
      guard: {window: 1h, max-deletions: 20, max-share: 2.5%, max-share-small: 40%}
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
