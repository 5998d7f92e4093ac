package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.mangatheque.continuity.app.command.ContinuityCommand;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.Credential;
import fr.mangatheque.continuity.testkit.s3.Right;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Drills and the CDN's check, from the command to the report, in a real pipeline. */
class DrillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String TOKEN = "a-token-of-the-operator";
  private static final List<String> KEYS =
      List.of("covers/1.jpg", "covers/é 2+.jpg", "pages/1/1.png", "pages/1/2.png", "pages//3");

  @TempDir private Path directory;
  private final S3Server scratchCloud = S3Server.start();
  private final Bucket scratch = scratchCloud.createBucket("scratch");
  private Site site;
  private HttpServer cdn;
  private Path file;
  private Pipeline pipeline;

  private record Answer(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  @BeforeEach
  void aPipeline() throws Exception {
    site = new Site(directory);
    cdn = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cdn.createContext("/files/", this::asInTheOrigin);
    cdn.start();
    Credential own =
        scratchCloud.credentials().create(Right.LIST, Right.READ, Right.WRITE, Right.DELETE);
    file =
        site.file(
            """
                cdn: http://127.0.0.1:%d/files
            operator: {port: 0, tokens: [{name: night, token: %s}]}
            notifier: {after: 1s}
            jobs: {drill: {schedule: 'off'}, drill-all: {schedule: 'off'}, cdn: {schedule: 'off'}}
            drills:
              target: {endpoint: '%s', bucket: scratch, access-key-id: '%s',
                       secret-access-key: '%s'}
              sample: 3
              objectives: {recovery-time: 1h, recovery-point: 10m}
            """
                .formatted(
                    cdn.getAddress().getPort(),
                    TOKEN,
                    scratchCloud.endpoint(),
                    own.accessKeyId(),
                    own.secretAccessKey()));
    pipeline =
        Pipeline.start(
            ConfigurationReader.read(file, Map.of()).configuration(),
            EnumSet.allOf(Role.class),
            InstantSource.system());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(pipeline.troubles()).isEmpty());
    for (String key : KEYS) {
      site.upload(pipeline.intakePort(), key, "content of " + key);
    }
    await()
        .atMost(PATIENCE)
        .until(() -> KEYS.stream().allMatch(key -> site.entries(key).size() == 1));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                ask("status", "--json").json().at("/sources/0/totals/objects").asInt()
                    == KEYS.size());
  }

  @AfterEach
  void nothing() {
    pipeline.close();
    cdn.stop(0);
    site.close();
    scratchCloud.close();
  }

  private void asInTheOrigin(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestURI().getPath().substring("/files/".length());
      if (site.origin.contains(key)) {
        byte[] bytes = site.origin.bytes(key);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = ContinuityCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = command.execute(arguments);
    return new Answer(exitCode, out.toString(), err.toString());
  }

  private Answer ask(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--url", "http://127.0.0.1:" + pipeline.operatorPort(), "--operator-token", TOKEN));
    return run(all.toArray(String[]::new));
  }

  @Test
  void everythingIsRestoredComparedToldAndThrownAway() throws Exception {
    Answer drill = ask("drill", "--all");

    assertThat(drill.out())
        .contains("succeeded", "5 of 5 objects came back", "Report: drills/")
        .containsPattern("as-promised +5\n")
        .containsPattern("as-in-source +5\n");
    assertThat(drill.exitCode()).isZero();
    assertThat(scratch.keys()).isEmpty();
    assertThat(site.backup.keys())
        .filteredOn(name -> name.startsWith("drills/"))
        .satisfiesExactly(
            page -> assertThat(page).endsWith("/report.html"),
            data -> assertThat(data).endsWith("/report.json"));

    Answer list = run("drill", "list", "--config", file.toString());
    assertThat(list.out().lines()).hasSize(2).last().asString().contains("all", "passed", " 5 ");
    assertThat(list.exitCode()).isZero();
    JsonNode json =
        run("drill", "list", "--json", "--config", file.toString())
            .json()
            .at("/sources/0/drills/0");
    assertThat(json.at("/outcome").asText()).isEqualTo("passed");
    assertThat(json.at("/cdn/right").asInt()).isEqualTo(5);
    assertThat(json.at("/recoveryTime/objectiveMs").asLong()).isEqualTo(3_600_000);
    assertThat(json.at("/recoveryPoint/ms").asLong()).isZero();
  }

  @Test
  void aSampleThatHoldsARottenObjectIsAnIncidentThatNamesIt() throws Exception {
    String entry =
        site.backup.keys().stream()
            .filter(name -> name.startsWith("objects/covers/1.jpg/"))
            .findFirst()
            .orElseThrow();
    site.backup.put(entry, "c?ntent of covers/1.jpg".getBytes(UTF_8));

    Answer drill = ask("drill", "--sample", "5");

    assertThat(drill.out()).contains("failed", "(DRILL_FAILED)", "covers/1.jpg");
    assertThat(drill.exitCode()).isEqualTo(ExitCode.WRONG);
    assertThat(scratch.keys()).isEmpty();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(ask("status").out())
                    .contains("The restore drill of uploads did not bring back every byte"));
    assertThat(run("drill", "list", "--config", file.toString()).exitCode())
        .isEqualTo(ExitCode.WRONG);
  }

  @Test
  void aTargetThatRefusesFailsTheDrillByItsCause() throws Exception {
    scratchCloud.deleteBucket("scratch");

    Answer drill = ask("drill");

    assertThat(drill.out()).contains("failed", "(NO_SUCH_BUCKET)");
    assertThat(drill.exitCode()).isEqualTo(ExitCode.WRONG);
  }

  @Test
  void theCdnIsComparedOnDemandToo() throws Exception {
    assertThat(ask("jobs", "run", "cdn").out())
        .contains("succeeded", "of 5 objects the CDN gave 5 as the source has them");

    cdn.removeContext("/files/");

    Answer faulty = ask("jobs", "run", "cdn");
    assertThat(faulty.out()).contains("(CDN_FAULT)", "the CDN answers 404, and the source has it");
    assertThat(faulty.exitCode()).isEqualTo(ExitCode.WRONG);
  }

  @Test
  void aDrillWhoseObjectsDoNotComeThroughTheCdnIsAnIncidentOfTheCdn() throws Exception {
    cdn.removeContext("/files/");

    Answer drill = ask("drill", "--all");

    assertThat(drill.out())
        .contains("failed", "(CDN_FAULT)", "every byte came back, but the CDN")
        .contains("5 of 5 objects came back");
    assertThat(drill.exitCode()).isEqualTo(ExitCode.WRONG);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(ask("status").out())
                    .contains("The CDN of uploads does not give what the origin has"));
    assertThat(run("drill", "list", "--config", file.toString()).exitCode())
        .isEqualTo(ExitCode.WRONG);
  }
}
