package fr.mangatheque.continuity.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fr.mangatheque.continuity.app.broker.EmbeddedBroker;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.testkit.s3.Credential;
import fr.mangatheque.continuity.testkit.s3.Right;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators ask one process of several, and are told what all of them know. */
class SeveralOperatorsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String NIGHT = "a-token-of-the-night-shift";
  private static final String DAY = "a-token-of-the-day-shift";
  private static final String BOTH =
      "{name: night, token: %s}, {name: day, token: %s}".formatted(NIGHT, DAY);

  @TempDir private Path directory;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<String> keys =
      IntStream.range(0, 12).mapToObj(i -> "pages/" + i + ".png").toList();
  private Site site;
  private S3Server scratchCloud;
  private EmbeddedBroker broker;

  @BeforeEach
  void aCluster() {
    site = opened(new Site(directory));
    scratchCloud = opened(S3Server.start());
    scratchCloud.createBucket("scratch");
    broker = opened(EmbeddedBroker.start(directory.resolve("broker"), 0));
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.add(part);
    return part;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  /**
   * @param port it listens on
   * @param advertised where the others ask for it
   */
  private Pipeline start(String name, int port, int advertised, String tokens) throws Exception {
    Credential own =
        scratchCloud.credentials().create(Right.LIST, Right.READ, Right.WRITE, Right.DELETE);
    Path file =
        site.file(
            "-" + name,
            "bootstrap-servers: '%s', replication: 1, instance-id: %s"
                .formatted(broker.bootstrapServers(), name),
            "port: %d, advertise: '127.0.0.1:%d'".formatted(port, advertised),
            """
            operator: {port: 0, tokens: [%s]}
            notifier: {after: 1s}
            jobs: {drill: {schedule: 'off'}, drill-all: {schedule: 'off'}}
            drills:
              target: {endpoint: '%s', bucket: scratch, access-key-id: '%s',
                       secret-access-key: '%s'}
            """
                .formatted(
                    tokens, scratchCloud.endpoint(), own.accessKeyId(), own.secretAccessKey()));
    return opened(
        Pipeline.start(
            ConfigurationReader.read(file, Map.of()).configuration(),
            EnumSet.allOf(Role.class),
            InstantSource.system()));
  }

  private Pipeline start(String name, String tokens) throws Exception {
    int port = freePort();
    return start(name, port, port, tokens);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Those that it answers for although it may pass no question on. */
  private List<String> keptBy(Pipeline asked) throws Exception {
    List<String> kept = new ArrayList<>();
    for (String key : keys) {
      if (site.ask(asked.intakePort(), key, "Continuity-Forwarded", "owner").statusCode() == 200) {
        kept.add(key);
      }
    }
    return kept;
  }

  private void uploadAll(Pipeline to) throws Exception {
    for (String key : keys) {
      site.upload(to.intakePort(), key, "content of " + key);
    }
  }

  /** Each has some of the keys, and all are protected. */
  private void awaitSpread(Pipeline one, Pipeline two) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(one.troubles()).isEmpty();
              assertThat(two.troubles()).isEmpty();
              List<String> ofOne = keptBy(one);
              List<String> ofTwo = keptBy(two);
              assertThat(ofOne).isNotEmpty();
              assertThat(ofTwo).isNotEmpty().doesNotContainAnyElementsOf(ofOne);
              assertThat(ofOne.size() + ofTwo.size()).isEqualTo(keys.size());
              assertThat(keys).allSatisfy(key -> assertThat(site.entries(key)).hasSize(1));
            });
  }

  private static JsonNode status(Console console) {
    return console.ask("status", "--json").json();
  }

  private static List<String> keys(JsonNode objects) {
    List<String> keys = new ArrayList<>();
    objects.forEach(object -> keys.add(object.path("key").asText()));
    return keys;
  }

  @Test
  void eitherTellsAndOrdersWhatConcernsTheOtherToo() throws Exception {
    Pipeline one = start("one", BOTH);
    Pipeline two = start("two", BOTH);
    uploadAll(one);
    awaitSpread(one, two);
    List<Console> consoles = List.of(Console.of(one, NIGHT), Console.of(two, DAY));
    for (Console console : consoles) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                JsonNode status = status(console);
                assertThat(status.path("complete").asBoolean()).as(status.toString()).isTrue();
                assertThat(status.at("/sources/0/totals/objects").asInt()).isEqualTo(keys.size());
                assertThat(console.ask("status").exitCode()).isEqualTo(ExitCode.OK);
              });
      for (String key : keys) {
        Console.Answer verified = console.ask("verify", key, "--read");
        assertThat(verified.out()).contains("every byte of both sides was read");
        assertThat(verified.exitCode()).isZero();
      }
      assertThat(console.ask("verify", "pages/none.png").out()).contains("Nothing is known of it");
    }

    site.backupCloud().stop();
    for (String key : keys) {
      site.upload(two.intakePort(), key, "other content of " + key);
    }
    for (Console console : consoles) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Console.Answer failures = console.ask("failures", "--json");
                assertThat(failures.exitCode()).isEqualTo(ExitCode.WRONG);
                assertThat(failures.json().path("complete").asBoolean()).isTrue();
                assertThat(keys(failures.json().path("objects")))
                    .containsExactlyInAnyOrderElementsOf(keys);
                assertThat(status(console).path("incidents")).hasSize(1);
              });
      assertThat(console.ask("failures", "--limit", "5", "--json").json().path("objects"))
          .hasSize(5);
    }

    assertThat(consoles.getFirst().ask("retry", "--all").out())
        .contains("12 objects are looked at now");
    site.backupCloud().restart();
    for (Console console : consoles) {
      await().atMost(PATIENCE).until(() -> console.ask("failures").exitCode() == ExitCode.OK);
      await().atMost(PATIENCE).until(() -> console.ask("status").exitCode() == ExitCode.OK);
    }
  }

  @Test
  void aDrillAsksTheLedgerOfTheOtherTooAsTheFirstOfTheOperators() throws Exception {
    Pipeline one = start("one", BOTH);
    Pipeline two = start("two", "{name: night, token: %s}".formatted(NIGHT));
    uploadAll(one);
    awaitSpread(one, two);

    Console.Answer drill = Console.of(two, NIGHT).ask("drill", "--all");

    assertThat(drill.out())
        .as(drill.toString())
        .contains("succeeded", "12 of 12 objects came back")
        .containsPattern("as-promised +12\n");
    assertThat(drill.exitCode()).isZero();

    Console.Answer stranger = Console.of(one, DAY).ask("status");
    assertThat(stranger.out()).contains("it does not know this token");
    assertThat(stranger.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void whatDoesNotAnswerIsToldUntilAnotherHasTakenItOver() throws Exception {
    ServerSocket silent = opened(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Pipeline one = start("one", BOTH);
    Pipeline two = start("two", freePort(), silent.getLocalPort(), BOTH);
    uploadAll(one);
    awaitSpread(one, two);
    Console console = Console.of(one, NIGHT);
    String ofTwo = keptBy(two).getFirst();
    String process = "http://127.0.0.1:" + silent.getLocalPort();

    Console.Answer status = console.ask("status");
    assertThat(status.out())
        .containsPattern("no answer: process at " + process + " \\(partitions \\d")
        .contains("it does not answer")
        .doesNotContain("All is well");
    assertThat(status.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(console.ask("failures").exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(console.ask("jobs").exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    Console.Answer verified = console.ask("verify", ofTwo);
    assertThat(verified.err()).contains("Nobody can tell now", process, "it does not answer");
    assertThat(verified.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(console.ask("verify", keptBy(one).getFirst()).exitCode()).isZero();

    silent.close();
    assertThat(console.ask("status").exitCode()).isEqualTo(ExitCode.INCOMPLETE);

    two.close();
    await().atMost(PATIENCE).until(() -> console.ask("status").exitCode() == ExitCode.OK);
    assertThat(status(console).at("/sources/0/totals/objects").asInt()).isEqualTo(keys.size());
    assertThat(console.ask("verify", ofTwo).exitCode()).isZero();
  }
}
