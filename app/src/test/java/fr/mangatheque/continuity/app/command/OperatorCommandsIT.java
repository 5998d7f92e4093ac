package fr.mangatheque.continuity.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.KnownHere;
import fr.mangatheque.continuity.app.operator.OperatorServer;
import fr.mangatheque.continuity.app.operator.OrdersKept;
import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.app.operator.answer.Incident;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Pause;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Operators' commands against the API that a process opens to them. */
class OperatorCommandsIT {
  private static final Instant NOW = Instant.parse("2026-01-31T03:00:00Z");
  private static final String KEY = "covers/1 +ä.jpg";
  private static final String RUN = "uploads/audit@" + OrdersKept.DUE;

  @TempDir private Path directory;
  private final List<OperatorServer> servers = new ArrayList<>();

  private record Answer(int exitCode, String out, String err) {
    JsonNode json() throws Exception {
      return new ObjectMapper().readTree(out);
    }
  }

  @AfterEach
  void closeAll() {
    servers.forEach(OperatorServer::close);
  }

  private OperatorServer serve(KnownHere known) {
    OperatorServer server = new OperatorServer(known, () -> NOW);
    servers.add(server);
    return server;
  }

  private static KnownHere well() {
    return KnownHere.of().standing(0, 1200, 0).standing(1, 34, 0);
  }

  private static Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = ContinuityCommand.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = command.execute(arguments);
    return new Answer(exitCode, out.toString(), err.toString());
  }

  private static Answer ask(OperatorServer server, String... arguments) {
    return ask(server.url(), OperatorServer.TOKEN, arguments);
  }

  private static Answer ask(URI url, String token, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", url.toString(), "--operator-token", token));
    return run(all.toArray(String[]::new));
  }

  private static Run ended(String phase, String detail, @Nullable String cause) {
    return new Run(
        RUN, phase, NOW, NOW.minusSeconds(75), 10L, 10L, Map.of("listed", 1234L), cause, detail);
  }

  private static Job audit(@Nullable Run running, @Nullable Run last) {
    return new Job(
        "uploads", "audit", "0 3 * * *", NOW.plusSeconds(7200), running, last, NOW, null);
  }

  private static GuardCase open() {
    return new GuardCase(
        "g-7", "uploads", NOW.minusSeconds(600), 120, 4096, 1000L, List.of("a.jpg"));
  }

  @Test
  void statusHasALineForEachSourceAndEndsWellWhereNothingNeedsAPerson() {
    Answer answer = ask(serve(well()), "status");

    assertThat(answer.err()).isEmpty();
    assertThat(answer.out().lines())
        .anySatisfy(line -> assertThat(line).matches("uploads +ok +1,234 +1,234 +1.2 MB +0 .*"))
        .endsWith("All is well.");
    assertThat(answer.exitCode()).isZero();
  }

  @Test
  void statusSaysWhatIsWrongAndWhatToDo() {
    OperatorServer server =
        serve(
            KnownHere.of()
                .standing(0, 10, 3)
                .standing(1, 10, 0)
                .holdsBack(open())
                .paused(new Pause("uploads", "day", NOW.minusSeconds(3600), null, "moving"))
                .job(audit(null, ended(Run.FAILED, "The bucket is gone", "NO_SUCH_BUCKET")))
                .incident(
                    new Incident(
                        "1f",
                        "uploads",
                        "BACKUP",
                        "ACCESS_DENIED",
                        "critical",
                        NOW.minusSeconds(300),
                        3,
                        "The backup of uploads refuses",
                        "Mend it")));

    Answer answer = ask(server, "status");

    assertThat(answer.out())
        .contains("uploads  frozen")
        .contains("failed 0s ago")
        .contains("3 objects fail. See: continuity failures --source uploads")
        .contains("holds back 120 deletions since 10m ago")
        .contains("continuity guard list")
        .contains("audit failed: The bucket is gone. Run it again: continuity jobs run audit")
        .contains("paused by day 1h ago (moving). Go on: continuity resume --source uploads")
        .contains("The backup of uploads refuses, critical for 5m, 3 objects. Incident 1f")
        .doesNotContain("All is well");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG);
  }

  @Test
  void statusAsJsonHasWhatAScriptWants() throws Exception {
    Answer answer = ask(serve(well()), "status", "--json");

    JsonNode json = answer.json();
    assertThat(json.path("well").asBoolean()).isTrue();
    assertThat(json.path("complete").asBoolean()).isTrue();
    JsonNode source = json.path("sources").path(0);
    assertThat(source.path("source").asText()).isEqualTo("uploads");
    assertThat(source.path("totals").path("objects").asLong()).isEqualTo(1234);
    assertThat(json.path("incidents").isArray()).isTrue();
    assertThat(answer.exitCode()).isZero();
  }

  @Test
  void whatOtherProcessesKnowCountsAndOneThatIsSilentIsTold() throws Exception {
    OperatorServer other =
        serve(KnownHere.of(1).standing(1, 34, 0).failing("b.jpg", NOW.minusSeconds(60)));
    KnownHere own = KnownHere.of(0).standing(0, 1200, 0).failing("a.jpg", NOW.minusSeconds(30));
    OperatorServer asked = serve(own.beside(other.advertised(), 1));

    assertThat(ask(asked, "status").out()).containsPattern("uploads +ok +1,234 ");
    Answer failures = ask(asked, "failures");
    assertThat(failures.out()).containsSubsequence("b.jpg", "a.jpg");
    assertThat(failures.exitCode()).isEqualTo(ExitCode.WRONG);

    URI away = other.advertised();
    other.close();
    Answer retry = ask(asked, "retry", "--all");
    assertThat(retry.err()).contains("more may fail than the 1 that are looked at now");
    assertThat(retry.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(asked.orders().given()).containsExactly("retry [uploads/a.jpg] by night");
    Answer answer = ask(asked, "status");

    assertThat(answer.out())
        .contains("! no answer: process at " + away + " (partitions 1): it does not")
        .doesNotContain("All is well");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    servers.remove(other);
  }

  @Test
  void aPartitionThatNobodyHasIsTold() {
    Answer answer = ask(serve(KnownHere.of(0).standing(0, 5, 0)), "status");

    assertThat(answer.out()).contains("! no answer: ledger (partitions 1): no process has them");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void aTokenThatIsNoOperatorsOpensNothing() {
    OperatorServer server = serve(well());

    Answer answer = ask(server.url(), "a-token-of-an-application", "pause");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(answer.err()).contains("This token is no operator's");
    assertThat(server.orders().given()).isEmpty();
  }

  @Test
  void whereNothingListensIsSaidWithWhatToCheck() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    Answer answer = ask(URI.create("http://127.0.0.1:" + free), OperatorServer.TOKEN, "status");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(answer.err())
        .startsWith("continuity: nothing answers at http://127.0.0.1:" + free)
        .contains("continuity run");
  }

  @Test
  void theConfigurationSaysWhereAndAsWho() throws Exception {
    OperatorServer server = serve(well());
    Path sample = directory.resolve("continuity.yaml");
    run("init", sample.toString());
    String yaml = Files.readString(sample);
    Files.writeString(
        sample,
        yaml.replaceFirst("#port: 8090", "port: " + server.url().getPort())
            .replaceFirst("(?m)^( +)token: .*$", "$1token: " + OperatorServer.TOKEN));

    assertThat(run("status", "--config", sample.toString()).exitCode()).isZero();
  }

  @Test
  void failuresAreListedLongestFirst() {
    Answer answer =
        ask(serve(well().failing("new", NOW).failing("old", NOW.minusSeconds(90))), "failures");

    assertThat(answer.out()).containsSubsequence("ACCESS_DENIED", "old", "ACCESS_DENIED", "new");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG);
    assertThat(ask(serve(well()), "failures").out()).contains("Nothing fails.");
    assertThat(ask(serve(well()), "failures").exitCode()).isZero();
  }

  @Test
  void ordersAreGivenInTheOperatorsName() {
    OperatorServer server = serve(well().failing("f.jpg", NOW).holdsBack(open()));

    assertThat(ask(server, "retry", KEY).exitCode()).isZero();
    assertThat(ask(server, "retry", "--all").out()).contains("1 object is looked at now");
    assertThat(ask(server, "pause", "--reason", "a move").exitCode()).isZero();
    assertThat(ask(server, "resume", "--source", "uploads").exitCode()).isZero();
    assertThat(ask(server, "guard", "approve", "g-7").out()).contains("night: 120 objects are");
    assertThat(ask(server, "guard", "reject", "g-7", "--reason", "no").exitCode()).isZero();
    assertThat(ask(server, "jobs", "run", "audit", "--no-wait").out()).contains(RUN);

    assertThat(server.orders().given())
        .containsExactly(
            "retry [uploads/" + KEY + "] by night",
            "retry [uploads/f.jpg] by night",
            "PAUSE source/uploads by night: a move",
            "RESUME source/uploads by night",
            "APPROVE guard/g-7 by night",
            "REJECT guard/g-7 by night: no",
            "run uploads/audit by night");
  }

  @Test
  void whatKafkaDidNotConfirmIsNoSuccess() {
    OperatorServer server = serve(well());
    server.orders().lose();

    Answer answer = ask(server, "pause");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(answer.err()).contains("Kafka did not confirm the order");
  }

  @Test
  void whatIsNotThereIsSaid() {
    OperatorServer server = serve(well().holdsBack(open()));

    assertThat(ask(server, "status", "--source", "others").err())
        .contains("There is no source 'others'; the sources are: uploads");
    assertThat(ask(server, "guard", "approve", "g-8").err())
        .contains("There is no open case g-8; there are: g-7.");
    assertThat(ask(server, "jobs", "run", "Nonsense").exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ask(server, "retry").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(server.orders().given()).isEmpty();
  }

  @Test
  void whatGuardsHoldBackIsListedWithBothCommands() {
    Answer answer = ask(serve(well().holdsBack(open())), "guard", "list");

    assertThat(answer.out())
        .contains("g-7  uploads: 120 deletions (12% of 1,000) of 4.1 kB wait")
        .contains("a.jpg")
        .contains("continuity guard approve g-7")
        .contains("continuity guard reject g-7");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG);
    assertThat(ask(serve(well()), "guard", "list").exitCode()).isZero();
  }

  @Test
  void jobsAreListedWithWhatCameOfThem() {
    OperatorServer server =
        serve(well().job(audit(null, ended("succeeded", "All is there", null))));

    Answer answer = ask(server, "jobs");

    assertThat(answer.out()).containsPattern("uploads +audit +0 3 \\* \\* \\* .*succeeded: All is");
    assertThat(answer.exitCode()).isZero();
  }

  @Test
  void aJobThatIsRunIsWaitedForAndSaysWhatCameOfIt() {
    OperatorServer server = serve(well());
    server.reports(ended("progress", "", null));
    server.reports(ended("succeeded", "All is there", null));

    Answer answer = ask(server, "jobs", "run", "audit");

    assertThat(answer.out())
        .contains(RUN + " succeeded after 1m 15s: All is there")
        .containsPattern("listed +1,234");
    assertThat(answer.exitCode()).isZero();
  }

  @Test
  void aPipelineThatCannotAnswerForAMomentEndsNoWaiting() {
    OperatorServer server = serve(well());
    server.cannotReport();
    server.reports(ended("succeeded", "All is there", null));

    Answer answer = ask(server, "jobs", "run", "audit");

    assertThat(answer.out()).contains("All is there");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.exitCode()).isZero();
  }

  @Test
  void aJobThatFailedEndsNotWell() throws Exception {
    OperatorServer server = serve(well());
    server.reports(ended("failed", "The bucket is gone", "NO_SUCH_BUCKET"));

    Answer answer = ask(server, "jobs", "run", "audit", "--json");

    assertThat(answer.json().path("cause").asText()).isEqualTo("NO_SUCH_BUCKET");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG);
  }

  @Test
  void aRebuildThatRunsIsWatchedAndNotBegunAgain() {
    Run running =
        new Run(
            "uploads/rebuild@" + OrdersKept.DUE, "progress", NOW, NOW, 1L, 2L, Map.of(), null, "");
    OperatorServer server =
        serve(well().job(new Job("uploads", "rebuild", null, null, running, null, null, null)));
    server.reports(ended("succeeded", "", null));

    Answer answer = ask(server, "rebuild");

    assertThat(answer.err()).contains("It runs already");
    assertThat(server.orders().given()).isEmpty();
    assertThat(answer.exitCode()).isZero();
  }

  private static Known protectedAs(EntryName.Version version, byte[] content) {
    return new Known(
        "protected",
        version.format(),
        version.sha256().hex(),
        (long) content.length,
        version.etag().value(),
        NOW,
        NOW,
        null,
        3L,
        null,
        null);
  }

  /** A source's object of {@code content}, whose backup has the bytes {@code kept}. */
  private OperatorServer holding(String content, String kept) throws Exception {
    byte[] bytes = content.getBytes(UTF_8);
    Sha256 sha256 = Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    EntryName.Version version = new EntryName.Version(NOW, sha256, new ETag("tag"), 0);
    OperatorServer server = serve(well().object(KEY, protectedAs(version, bytes)));
    ObjectKey key = new ObjectKey(KEY);
    server.origin().put(key, bytes, ObjectHeaders.NONE);
    server
        .backup()
        .put(new BackupLayout("").entry(key, version), kept.getBytes(UTF_8), ObjectHeaders.NONE);
    return server;
  }

  @Test
  void verifyReadsBothSidesAndComparesThem() throws Exception {
    OperatorServer server = holding("content", "content");

    Answer answer = ask(server, "verify", KEY, "--read");

    assertThat(answer.out())
        .contains("library / " + KEY)
        .contains("library-backup / objects/" + KEY + "/20260131T030000.000Z~")
        .contains("(read now)")
        .containsPattern("versions +3 in the backup")
        .contains("The same: every byte of both sides was read and compared.");
    assertThat(answer.exitCode()).isZero();
    assertThat(ask(server, "verify", KEY, "--json").json().path("verdict").asText())
        .isEqualTo("same");
  }

  @Test
  void verifyTellsBytesThatHaveRotted() throws Exception {
    Answer answer = ask(holding("content", "c0ntent"), "verify", KEY, "--read");

    assertThat(answer.out()).contains("they have rotted").contains("continuity jobs run scrub");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG);
  }

  @Test
  void verifyTellsWhatIsNotProtected() {
    OperatorServer server = serve(well());
    server.origin().put(new ObjectKey("new.jpg"), "x".getBytes(UTF_8), ObjectHeaders.NONE);

    Answer answer = ask(server, "verify", "new.jpg");

    assertThat(answer.out()).contains("it is not protected").contains("continuity retry KEY");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG);
    assertThat(ask(server, "verify", "none.jpg").exitCode()).isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void anObjectOfAnotherProcessIsVerifiedAllTheSame() throws Exception {
    OperatorServer keeper = holding("content", "content");
    OperatorServer asked = serve(KnownHere.of(0).beside(keeper.advertised(), 1));
    asked.origin().put(new ObjectKey(KEY), "content".getBytes(UTF_8), ObjectHeaders.NONE);

    Answer answer = ask(asked, "verify", KEY, "--json");

    assertThat(answer.json().path("known").path("state").asText()).isEqualTo("protected");
  }
}
