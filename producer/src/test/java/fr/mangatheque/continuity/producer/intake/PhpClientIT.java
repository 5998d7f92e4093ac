package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PHP client, with the real php, against the real intake. */
class PhpClientIT {
  private static final Logger log = LoggerFactory.getLogger(PhpClientIT.class);

  private static final String SECRET = "c2VjcmV0LW9mLXN5bWZvbnk";
  private static final String SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static TestKafka kafka;

  @TempDir private Path scratch;

  private Topics topics;
  private Intake intake;
  private String url;

  @BeforeAll
  static void startKafka(@TempDir Path scratch) throws Exception {
    assumeTrue(
        PhpRun.canRun("php") && canUseTheClient(scratch),
        "php 8.1 or later with psr/log is not installed: the PHP client is not tested");
    kafka = new TestKafka();
  }

  private static boolean canUseTheClient(Path scratch) throws Exception {
    String check =
        "require 'tests/bootstrap.php';exit(PHP_VERSION_ID >= 80100 &&"
            + " interface_exists('Psr\\Log\\LoggerInterface') ? 0 : 1);";
    return PhpRun.of(List.of("php", "-r", check), Map.of(), "", scratch).status() == 0;
  }

  @AfterAll
  static void stopKafka() throws Exception {
    if (kafka != null) {
      kafka.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    topics = Topics.of(UUID.randomUUID() + "-", WireSerdes.open(Optional.empty()));
    kafka.create(topics.objectChanges(), 3);
    intake =
        new Intake(
            IntakeSettings.of("127.0.0.1", 0, List.of(Credential.token("symfony", SECRET))),
            KnownSources.named(Set.of("uploads", "avatars")),
            topics,
            kafka.connection(),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(),
            InstantSource.system());
    intake.start();
    url = "http://127.0.0.1:" + intake.port();
  }

  @AfterEach
  void stop() {
    intake.close();
  }

  private PhpRun tell(String token, String... lines) throws Exception {
    return tell(List.of("php", "examples/tell.php"), token, lines);
  }

  private PhpRun tell(List<String> command, String token, String... lines) throws Exception {
    return PhpRun.of(
        command,
        Map.of("CONTINUITY_URL", url, "CONTINUITY_TOKEN", token),
        String.join("\n", lines) + "\n",
        scratch);
  }

  private List<ObjectChange> published() {
    return kafka.read(topics.objectChanges()).stream().map(ConsumerRecord::value).toList();
  }

  @Test
  void itsOwnTestsPass() throws Exception {
    assumeTrue(PhpRun.canRun("phpunit"), "phpunit is not installed: the client's own tests wait");

    PhpRun run = PhpRun.of(List.of("phpunit", "--verbose"), Map.of(), "", scratch);

    log.atInfo().addKeyValue("output", run.output()).log("phpunit ran");
    assertThat(run.status()).as(run.output() + run.errors()).isZero();
    assertThat(run.output()).contains("OK");
  }

  @Test
  void whatItTellsIsInKafka() throws Exception {
    Instant before = Instant.now();

    PhpRun run =
        tell(
            SECRET,
            "created\tuploads\tmanga/été/一 ..//p 1.jpg\t204800\t" + SHA256,
            "removed\tavatars\told.png");

    assertThat(run.output()).as(run.errors()).isEqualTo("sent 2, dropped 0, pending 0\n");
    assertThat(run.status()).isZero();
    assertThat(run.errors()).isEmpty();
    Map<String, ObjectChange> changes =
        published().stream().collect(Collectors.toMap(ObjectChange::getSource, change -> change));
    assertThat(changes).containsOnlyKeys("uploads", "avatars");
    ObjectChange created = changes.get("uploads");
    assertThat(created.getObjectKey()).isEqualTo("manga/été/一 ..//p 1.jpg");
    assertThat(created.getKind()).isEqualTo(ChangeKind.CREATED);
    assertThat(created.getSize()).isEqualTo(204_800L);
    assertThat(created.getSha256()).isEqualTo(SHA256);
    assertThat(created.getEtag()).isNull();
    assertThat(created.getSender()).isEqualTo("symfony");
    assertThat(created.getOccurredAt())
        .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
    ObjectChange removed = changes.get("avatars");
    assertThat(removed.getObjectKey()).isEqualTo("old.png");
    assertThat(removed.getKind()).isEqualTo(ChangeKind.REMOVED);
    assertThat(removed.getSize()).isNull();
  }

  @Test
  void anImportOfThousandsArrivesWhole() throws Exception {
    String[] lines =
        IntStream.range(0, 2_500)
            .mapToObj(i -> "created\tuploads\tpages/" + i + ".png")
            .toArray(String[]::new);

    PhpRun run = tell(SECRET, lines);

    assertThat(run.output()).as(run.errors()).isEqualTo("sent 2500, dropped 0, pending 0\n");
    assertThat(published())
        .hasSize(2_500)
        .extracting(ObjectChange::getObjectKey)
        .doesNotHaveDuplicates();
  }

  @Test
  void withoutExtensionsItTellsJustTheSame() throws Exception {
    List<String> bare = List.of("php", "-n", "examples/tell.php");

    PhpRun told = tell(bare, SECRET, "created\tuploads\ta", "created\tnowhere\tb");

    assertThat(told.output()).as(told.errors()).isEqualTo("sent 1, dropped 1, pending 0\n");
    assertThat(published()).extracting(ObjectChange::getObjectKey).containsExactly("a");
  }

  @Test
  void whatTheIntakeRefusesSpoilsNothingElse() throws Exception {
    PhpRun run = tell(SECRET, "created\tuploads\ta", "created\tnowhere\tb", "created\tuploads\tc");

    assertThat(run.status()).isZero();
    assertThat(run.output()).as(run.errors()).isEqualTo("sent 2, dropped 1, pending 0\n");
    assertThat(run.errors()).contains("Continuity refused events", "\"key\":\"b\"", "no source");
    assertThat(published())
        .extracting(ObjectChange::getObjectKey)
        .containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void aWrongTokenIsToldWithoutBeingShown() throws Exception {
    PhpRun run = tell("guessed-token", "created\tuploads\ta");

    assertThat(run.status()).isZero();
    assertThat(run.output()).isEqualTo("sent 0, dropped 0, pending 1\n");
    assertThat(run.errors()).contains("401").doesNotContain("guessed-token");
    assertThat(published()).isEmpty();
  }

  @Test
  void whileTheIntakeIsDownItEndsSoonAndWell() throws Exception {
    intake.close();

    PhpRun run = tell(SECRET, "created\tuploads\ta");

    assertThat(run.status()).isZero();
    assertThat(run.output()).as(run.errors()).isEqualTo("sent 0, dropped 0, pending 1\n");
    assertThat(run.errors())
        .contains("Continuity cannot be told of uploads")
        .doesNotContain(SECRET);
    assertThat(run.took()).isLessThan(Duration.ofSeconds(20));
    assertThat(published()).isEmpty();
  }
}
