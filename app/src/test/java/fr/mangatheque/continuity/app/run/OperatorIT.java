package fr.mangatheque.continuity.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.app.command.ContinuityCommand;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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

/** Operators' commands against a real pipeline. */
class OperatorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN = "a-token-of-the-operator";

  @TempDir private Path directory;
  private Site site;
  private Pipeline pipeline;
  private int port;

  private record Answer(int exitCode, String out, String err) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (IOException e) {
        throw new AssertionError(out + err, e);
      }
    }
  }

  @BeforeEach
  void aPipeline() throws Exception {
    site = new Site(directory);
    Path file =
        site.file(
            """
            operator: {port: 0, tokens: [{name: night, token: %s}]}
            notifier: {after: 1s}
            """
                .formatted(TOKEN));
    pipeline =
        Pipeline.start(
            ConfigurationReader.read(file, Map.of()).configuration(),
            EnumSet.allOf(Role.class),
            InstantSource.system());
    port = pipeline.operatorPort();
    await().atMost(PATIENCE).until(() -> pipeline.troubles().isEmpty());
  }

  @AfterEach
  void nothing() {
    pipeline.close();
    site.close();
  }

  private Answer ask(String... arguments) {
    return askAs(TOKEN, arguments);
  }

  private Answer askAs(String token, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", "http://127.0.0.1:" + port, "--operator-token", token));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = ContinuityCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = command.execute(all.toArray(String[]::new));
    return new Answer(exitCode, out.toString(), err.toString());
  }

  private JsonNode totals() {
    return ask("status", "--json").json().path("sources").path(0).path("totals");
  }

  @Test
  void anObjectIsSeenFromItsUploadToItsRepair() throws Exception {
    site.upload(pipeline.intakePort(), "covers/1.jpg", "first");
    await().atMost(PATIENCE).until(() -> totals().path("objects").asLong() == 1);
    Answer verified = ask("verify", "covers/1.jpg", "--read");
    assertThat(verified.out())
        .contains("every byte of both sides was read")
        .containsPattern("versions +1 in the backup");
    assertThat(verified.exitCode()).isZero();
    assertThat(ask("status").exitCode()).isZero();

    site.origin.put("covers/2.jpg", "told to nobody".getBytes(UTF_8));
    assertThat(ask("verify", "covers/2.jpg").exitCode()).isEqualTo(ExitCode.WRONG);
    assertThat(ask("retry", "covers/2.jpg").exitCode()).isZero();
    await().atMost(PATIENCE).until(() -> site.entries("covers/2.jpg").size() == 1);
    await().atMost(PATIENCE).until(() -> ask("verify", "covers/2.jpg").exitCode() == ExitCode.OK);

    String entry =
        site.backup.keys().stream()
            .filter(k -> k.startsWith("objects/covers/1.jpg/"))
            .toList()
            .getFirst();
    site.backup.put(entry, "f1rst".getBytes(UTF_8));
    assertThat(ask("verify", "covers/1.jpg", "--read").out()).contains("they have rotted");
  }

  @Test
  void whatFailsIsListedWithItsIncidentUntilItIsRetried() throws Exception {
    site.backupCloud().stop();
    site.upload(pipeline.intakePort(), "covers/1.jpg", "first");

    await().atMost(PATIENCE).until(() -> ask("failures").exitCode() == ExitCode.WRONG);
    assertThat(ask("failures").out()).contains("covers/1.jpg").contains("BACKUP");
    await()
        .atMost(PATIENCE)
        .until(() -> ask("status", "--json").json().path("incidents").size() > 0);
    Answer status = ask("status");
    assertThat(status.exitCode()).isEqualTo(ExitCode.WRONG);
    assertThat(status.out()).contains("1 object fails").contains("The backup of uploads");

    // the other way round, its own retry may come first
    assertThat(ask("retry", "--all").out()).contains("1 object is looked at now");
    site.backupCloud().restart();
    await().atMost(PATIENCE).until(() -> ask("failures").exitCode() == ExitCode.OK);
    await().atMost(PATIENCE).until(() -> ask("status").exitCode() == ExitCode.OK);
  }

  @Test
  void aPausedSourceKeepsItsEventsUntilItIsResumed() throws Exception {
    assertThat(ask("pause", "--reason", "a move").exitCode()).isZero();
    await().atMost(PATIENCE).until(() -> ask("status").out().contains("paused by night"));
    site.upload(pipeline.intakePort(), "covers/1.jpg", "first");
    await().atMost(PATIENCE).until(() -> totals().path("parked").asLong() == 1);
    assertThat(site.entries("covers/1.jpg")).isEmpty();

    assertThat(ask("resume").exitCode()).isZero();

    await().atMost(PATIENCE).until(() -> site.entries("covers/1.jpg").size() == 1);
    await().atMost(PATIENCE).until(() -> !ask("status").out().contains("paused by night"));
  }

  private boolean idle(String job) {
    for (JsonNode each : ask("jobs", "--json").json().path("jobs")) {
      if (each.path("job").asText().equals(job)) {
        return each.has("lastSucceeded") && !each.has("running");
      }
    }
    return false;
  }

  @Test
  void jobsAreListedRunAndWaitedFor() throws Exception {
    site.upload(pipeline.intakePort(), "covers/1.jpg", "first");
    await().atMost(PATIENCE).until(() -> idle("audit") && idle("reconcile"));
    assertThat(ask("jobs").out()).containsPattern("uploads +audit +0 4 \\* \\* \\* +in ");

    Answer reconciled = ask("jobs", "run", "reconcile");
    assertThat(reconciled.out()).contains("uploads/reconcile@").contains(" succeeded after ");
    assertThat(reconciled.exitCode()).isZero();

    Answer rebuilt = ask("rebuild");
    assertThat(rebuilt.out()).contains("uploads/rebuild@").contains(" succeeded after ");
    assertThat(rebuilt.exitCode()).isZero();
    assertThat(ask("jobs", "run", "rebuild", "--json").json().path("figures").size()).isPositive();
  }

  @Test
  void anUploadersTokenOpensNothingHereNorAnOperatorsAtTheIntake() throws Exception {
    Answer answer = askAs(Site.TOKEN, "status");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(answer.err()).contains("a token of the intake, for uploads, opens nothing here");
    assertThat(site.get(pipeline.intakePort(), "/internal/v1/part").statusCode()).isEqualTo(401);
    assertThat(site.askAs(TOKEN, pipeline.intakePort(), "covers/1.jpg").statusCode())
        .isEqualTo(401);
    assertThat(site.get(pipeline.intakePort(), "/metrics").body())
        .contains("continuity_operator_unauthorized_total{reason=\"unknown-token\"} 1.0");
  }
}
