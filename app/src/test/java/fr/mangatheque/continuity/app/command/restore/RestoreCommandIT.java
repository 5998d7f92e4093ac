package fr.mangatheque.continuity.app.command.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import fr.mangatheque.continuity.app.command.backup.HeldBackup;
import fr.mangatheque.continuity.app.command.backup.Shell;
import fr.mangatheque.continuity.app.command.backup.Shell.Answer;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.KnownHere;
import fr.mangatheque.continuity.app.operator.OperatorServer;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.StoredObject;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that gives back what a backup holds. */
class RestoreCommandIT {
  private static final String DAY1 = "2026-01-01T10:00:00Z";
  private static final String DAY2 = "2026-01-02T10:00:00Z";
  private static final String DAY3 = "2026-01-03T10:00:00Z";

  @TempDir private Path directory;
  private final HeldBackup backup = HeldBackup.empty();
  private Path configuration;

  @BeforeEach
  void configure() throws Exception {
    configuration = backup.configuration(directory, "");
  }

  @AfterEach
  void close() {
    backup.close();
  }

  private Bucket origin() {
    return backup.origin();
  }

  /** What the probe of a destination leaves there is no content. */
  private List<String> restored() {
    return origin().keys().stream().filter(key -> !key.startsWith("continuity-canary/")).toList();
  }

  private Answer run(Shell shell, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "restore";
    all[1] = "--config";
    all[2] = configuration.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return shell.run(all);
  }

  private Answer run(String... arguments) {
    return run(new Shell(), arguments);
  }

  private void library() {
    backup.version("covers/1.jpg", DAY1, "one");
    backup.version("covers/1.jpg", DAY2, "one, redrawn");
    backup.version("covers/2.jpg", DAY1, "two");
    backup.version("pages/1/1.jpg", DAY1, "page");
    backup.deleted("covers/2.jpg", DAY3);
  }

  private void pages(int count) {
    for (int i = 0; i < count; i++) {
      backup.version("pages/%02d.jpg".formatted(i), DAY1, "page " + i);
    }
  }

  /** A restore of everything, as it is begun where there is no configuration. */
  private String[] everythingTo(String destination) {
    return backup.onABareMachine(
        "restore",
        "--all",
        "--to",
        destination,
        "--yes",
        "--work-dir",
        directory.resolve("work").toString());
  }

  private static OperatorServer pipeline() {
    return new OperatorServer(KnownHere.of().standing(0, 3, 0), InstantSource.system());
  }

  private static Shell knowing(OperatorServer pipeline, String token) {
    return new Shell()
        .with("CONTINUITY_URL", pipeline.url().toString())
        .with("CONTINUITY_OPERATOR_TOKEN", token);
  }

  @Test
  void everythingComesBackWithItsHeadersAndASecondRunWritesNothing() {
    library();

    Answer answer = run("--all", "--to", "origin:", "--yes");

    assertThat(answer.exitCode()).as(answer.toString()).isZero();
    assertThat(restored()).containsExactly("covers/1.jpg", "pages/1/1.jpg");
    assertThat(origin().bytes("covers/1.jpg")).asString().isEqualTo("one, redrawn");
    StoredObject cover = origin().object("covers/1.jpg").orElseThrow();
    assertThat(cover.header("Content-Type")).contains("text/plain");
    assertThat(cover.header("Cache-Control")).contains("max-age=60");
    assertThat(cover.metadata()).containsOnlyKeys("artist");
    assertThat(answer.out())
        .contains("restore of      uploads from s3://library-backup/manga/")
        .contains("to be written   2 objects, 16 B")
        .contains("restored        2 objects, 16 B, each verified")
        .contains("All that was asked for is at origin (s3://library/");

    backup.server().counters().reset();
    Answer again = run("--all", "--to", "origin:", "--yes");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("right already   2 objects, 16 B");
    assertThat(backup.server().counters().requests(Operation.PUT)).isZero();
  }

  @Test
  void aMomentIsGoneBackToAndToldAsItWasUnderstood() {
    library();

    Answer answer = run("--prefix", "covers/", "--as-of", DAY1, "--to", "origin:", "--yes");

    assertThat(answer.exitCode()).as(answer.toString()).isZero();
    assertThat(answer.err())
        .contains("As of 2026-01-01T10:00:00Z (Thu 1 Jan 11:00 in Europe/Paris");
    assertThat(restored()).containsExactly("covers/1.jpg", "covers/2.jpg");
    assertThat(origin().bytes("covers/1.jpg")).asString().isEqualTo("one");
  }

  @Test
  void aBareMachineRestoresIntoAFolder() {
    library();
    Path folder = directory.resolve("restored");

    Answer answer = new Shell().with(backup.credentials()).run(everythingTo("file:" + folder));

    assertThat(answer.exitCode()).as(answer.toString()).isZero();
    assertThat(folder.resolve("covers/1.jpg")).hasContent("one, redrawn");
    assertThat(folder.resolve("pages/1/1.jpg")).hasContent("page");
    assertThat(folder.resolve("covers/2.jpg")).doesNotExist();
  }

  @Test
  void aBareMachineFindsTheOriginByWhatTheBackupSays() {
    library();

    Answer answer =
        new Shell()
            .with(backup.credentials())
            .with("CONTINUITY_TO_ACCESS_KEY_ID", backup.server().accessKeyId())
            .with("CONTINUITY_TO_SECRET_ACCESS_KEY", backup.server().secretAccessKey())
            .run(everythingTo("origin:"));

    assertThat(answer.exitCode()).as(answer.toString()).isZero();
    assertThat(restored()).containsExactly("covers/1.jpg", "pages/1/1.jpg");
  }

  @Test
  void aDryRunShowsThePlanAndWritesNothing() {
    library();

    Answer answer = run("--all", "--to", "origin:", "--dry-run");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).contains("to be written   2 objects").doesNotContain("recovery time");
    assertThat(backup.server().counters().requests(Operation.PUT)).isEqualTo(6);
    assertThat(restored()).isEmpty();
  }

  @Test
  void whereNobodyCanBeAskedNothingIsDone() {
    library();
    long before = backup.server().counters().requests();

    Answer answer = run("--all", "--to", "origin:");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.UNCONFIRMED);
    assertThat(answer.err())
        .contains("look at the plan with --dry-run, then agree to it with --yes");
    assertThat(backup.server().counters().requests()).isEqualTo(before);
  }

  @Test
  void aPersonIsShownThePlanAndAsked() {
    library();
    Shell no = new Shell().types("no");
    Shell yes = new Shell().types("yes");

    Answer refused = run(no, "--all", "--to", "origin:");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.UNCONFIRMED);
    assertThat(refused.err()).contains("not confirmed: nothing was written");
    assertThat(no.asked())
        .singleElement()
        .asString()
        .startsWith("Write 2 objects, 16 B, at origin");
    assertThat(restored()).isEmpty();
    assertThat(run(yes, "--all", "--to", "origin:").exitCode()).isZero();
    assertThat(restored()).hasSize(2);
  }

  @Test
  void exactlyOneOfKeyPrefixAndAllIsAskedFor() {
    Answer none = run("--to", "origin:", "--yes");
    Answer two = run("--all", "--key", "a", "--to", "origin:", "--yes");
    Answer nowhere = run("--all", "--yes");
    Answer odd = run("--all", "--to", "ftp://x", "--yes");

    assertThat(none.err()).contains("--key");
    assertThat(two.err()).contains("mutually exclusive");
    assertThat(nowhere.err()).contains("--to");
    assertThat(odd.err()).contains("write origin:, target:NAME");
    assertThat(new int[] {none.exitCode(), two.exitCode(), nowhere.exitCode(), odd.exitCode()})
        .containsOnly(ExitCode.USAGE);
  }

  @Test
  void whatTheBackupNeverHadIsToldWithWhatItHas() {
    library();

    Answer prefix = run("--prefix", "cover/", "--to", "origin:", "--yes");
    Answer key = run("--key", "covers/1.jpeg", "--to", "origin:", "--yes");
    Answer gone = run("--key", "covers/2.jpg", "--to", "origin:", "--yes");
    Answer target = run("--all", "--to", "target:scratch", "--yes");

    assertThat(prefix.err()).contains("the nearest there is: covers/, pages/");
    assertThat(key.err()).contains("the nearest there is: covers/1.jpg");
    assertThat(gone.err()).contains("was deleted at 2026-01-03T10:00:00Z");
    assertThat(target.err())
        .contains("there is no target scratch")
        .contains("there is none at all");
    assertThat(new int[] {prefix.exitCode(), key.exitCode(), gone.exitCode(), target.exitCode()})
        .containsOnly(ExitCode.NOTHING);
    assertThat(restored()).isEmpty();
  }

  @Test
  void aMomentBeforeAllTheBackupKnowsIsNoRestoreOfNothing() {
    library();
    origin().put("covers/1.jpg", "one".getBytes(UTF_8));
    String early = "2025-12-31T00:00Z";

    Answer all = run("--all", "--as-of", early, "--to", "origin:", "--yes", "--delete-extra");
    Answer part = run("--prefix", "covers/", "--as-of", early, "--to", "origin:", "--dry-run");

    assertThat(all.err()).contains("knows nothing so early as 2025-12-31T00:00:00Z");
    assertThat(all.out()).doesNotContain("All that was asked for");
    assertThat(new int[] {all.exitCode(), part.exitCode()}).containsOnly(ExitCode.NOTHING);
    assertThat(origin().bytes("covers/1.jpg")).asString().isEqualTo("one");
  }

  @Test
  void anOriginThatNothingSaysIsAskedForWithTheEndpointAlone() {
    library();
    backup.bucket().remove("manga/continuity.json");
    String[] line =
        backup.onABareMachine(
            "restore", "--all", "--dry-run", "--backup-prefix", "manga/", "--to", "origin:");
    Shell shell =
        new Shell()
            .with(backup.credentials())
            .with("CONTINUITY_TO_ENDPOINT", backup.server().endpoint().toString());

    Answer answer = shell.run(line);

    assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("nothing says which bucket the origin is");
  }

  @Test
  void aDeletionThatNobodyMeantIsSeenAndUndone() {
    library();

    Answer plan = run("--all", "--as-of", "2026-01-04T00:00Z", "--to", "origin:", "--dry-run");
    Answer undone =
        run(
            "--key",
            "covers/2.jpg",
            "--include-deleted-since",
            "2026-01-03T00:00Z",
            "--to",
            "origin:",
            "--yes");

    assertThat(plan.out())
        .contains("deleted in the 7 days before")
        .contains("covers/2.jpg")
        .contains("--include-deleted-since 2025-12-28T00:00:00Z");
    assertThat(undone.exitCode()).as(undone.toString()).isZero();
    assertThat(origin().bytes("covers/2.jpg")).asString().isEqualTo("two");
  }

  @Test
  void nothingIsEverRestoredIntoABackup() {
    library();
    backup.bind("other/", "films");
    backup.server().createBucket("elsewhere").put("deep/continuity.json", "{}".getBytes(UTF_8));
    int before = backup.bucket().size();
    String endpoint = backup.server().endpoint().toString();

    for (String place :
        new String[] {
          "s3://library-backup/manga/x",
          "s3://library-backup",
          "s3://library-backup/other/restored",
          "s3://elsewhere/deep/er"
        }) {
      Answer answer = run("--all", "--to", place, "--to-endpoint", endpoint, "--yes");

      assertThat(answer.exitCode()).as(place).isEqualTo(ExitCode.USAGE);
      assertThat(answer.err()).contains("nothing is restored to bucket (" + place);
    }
    assertThat(backup.bucket().size()).isEqualTo(before);
  }

  @Test
  void aBackupBelowThePlaceIsNotDeletedAsExtra() {
    library();
    Bucket shared = backup.server().createBucket("shared");
    shared.put("films/continuity.json", bindingOfFilms());
    shared.put("films/objects/a/20260101T100000.000Z~deleted", new byte[0]);
    String[] line = {"--all", "--to", "s3://shared", "--yes", "--delete-extra"};
    String[] careless = Arrays.copyOf(line, line.length + 1);
    careless[line.length] = "--discard-unprotected";

    Answer refused = run(careless);

    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("a backup is there: films/continuity.json");
    assertThat(shared.size()).isEqualTo(2);
    var _ = run(line);
    assertThat(shared.keys()).contains("films/continuity.json", "covers/1.jpg");
  }

  private byte[] bindingOfFilms() {
    return "{\"format\":1,\"source\":\"films\",\"bucket\":\"films\",\"endpoint\":\"%s\"}"
        .formatted(backup.server().endpoint())
        .getBytes(UTF_8);
  }

  @Test
  void bytesThatNoBackupHoldsStayUnlessAPersonSaysSo() {
    library();
    origin().put("covers/1.jpg", "only here".getBytes(UTF_8));

    Answer kept = run("--all", "--to", "origin:", "--yes");

    assertThat(kept.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(kept.out())
        .contains("that the backup does NOT hold; they stay as they are")
        .contains("Not all that was asked for is at origin");
    assertThat(origin().bytes("covers/1.jpg")).asString().isEqualTo("only here");

    Answer lost = run("--all", "--to", "origin:", "--yes", "--discard-unprotected");

    assertThat(lost.exitCode()).as(lost.toString()).isZero();
    assertThat(origin().bytes("covers/1.jpg")).asString().isEqualTo("one, redrawn");
  }

  @Test
  void whatIsExtraStaysUnlessAPersonSaysSo() {
    library();
    origin().put("covers/2.jpg", "two".getBytes(UTF_8));

    Answer kept = run("--all", "--to", "origin:", "--yes");

    assertThat(kept.exitCode()).as(kept.toString()).isZero();
    assertThat(kept.out()).contains("they stay. To delete them: --delete-extra.");
    assertThat(restored()).contains("covers/2.jpg");

    Answer deleted = run("--all", "--to", "origin:", "--yes", "--delete-extra");

    assertThat(deleted.exitCode()).as(deleted.toString()).isZero();
    assertThat(deleted.out()).contains("deleted         1 object, 3 B");
    assertThat(restored()).containsExactly("covers/1.jpg", "pages/1/1.jpg");
  }

  @Test
  void ofExtraObjectsOnlyWhatTheBackupHoldsIsToldToGo() {
    library();
    origin().put("covers/2.jpg", "two".getBytes(UTF_8));
    origin().put("stranger.jpg", "nobody's".getBytes(UTF_8));

    Answer plan = run("--all", "--to", "origin:", "--delete-extra", "--dry-run");
    Answer both =
        run("--all", "--to", "origin:", "--delete-extra", "--discard-unprotected", "--dry-run");

    assertThat(plan.out())
        .contains("to be deleted   1 object, 3 B")
        .contains("1 object, 3 B of them are deleted, for --delete-extra says so; the others stay")
        .contains("1 DELETE");
    assertThat(both.out()).contains("to be deleted   2 objects, 11 B").contains("2 DELETE");
  }

  @Test
  void anOriginThatMayOnlyBeReadIsToldWithTheWayOut() {
    library();
    backup.server().faults().on(Operation.PUT).bucket("library").status(403);

    Answer answer = run("--all", "--to", "origin:", "--yes");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(answer.err() + answer.out())
        .contains("CONTINUITY_TO_ACCESS_KEY_ID and CONTINUITY_TO_SECRET_ACCESS_KEY");
  }

  @Test
  void aTargetOfTheConfigurationIsRestoredTo() throws Exception {
    library();
    Bucket scratch = backup.server().createBucket("scratch");
    configuration =
        backup.configuration(
            directory,
            "restore-targets:\n  scratch: {endpoint: '%s', bucket: scratch, prefix: in/, access-key-id: '%s', secret-access-key: '%s'}\n"
                .formatted(
                    backup.server().endpoint(),
                    backup.server().accessKeyId(),
                    backup.server().secretAccessKey()));

    Answer answer = run("--key", "covers/1.jpg", "--to", "target:scratch", "--yes");

    assertThat(answer.exitCode()).as(answer.toString()).isZero();
    assertThat(scratch.bytes("in/covers/1.jpg")).asString().isEqualTo("one, redrawn");
    assertThat(run("--all", "--to", "target:scratsch", "--yes").err())
        .contains("there are: scratch");
  }

  @Test
  void whatHasNoRightCopyIsToldAndTheRestComesBack() {
    library();
    EntryName.Version rotten = backup.version("covers/3.jpg", DAY1, "three");
    backup.bucket().corrupt(backup.name("covers/3.jpg", rotten), 1);

    Answer answer = run("--all", "--to", "origin:", "--yes");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(answer.out()).contains("FAILED").contains("covers/3.jpg");
    assertThat(restored()).containsExactly("covers/1.jpg", "pages/1/1.jpg");
  }

  @Test
  void anInterruptedRestoreTellsWhatItDidAndTheNextGoesOn() {
    pages(60);
    Shell shell = new Shell();
    backup
        .server()
        .faults()
        .on(Operation.PUT)
        .bucket("library")
        .key(key -> key.startsWith("pages/"))
        .after(10)
        .before(shell::interrupts);

    Answer answer = run(shell, "--all", "--to", "origin:", "--yes", "--concurrency", "2");

    assertThat(answer.exitCode()).as(answer.toString()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(answer.out())
        .contains("It ended early: it was interrupted. The same command goes on");
    assertThat(restored()).hasSizeBetween(10, 59);
    backup.server().faults().clear();
    assertThat(run("--all", "--to", "origin:", "--yes").exitCode()).isZero();
    assertThat(restored()).hasSize(60);
  }

  @Test
  void aDestinationThatIsFullIsToldAndTheNextRunGoesOn() {
    pages(20);
    backup
        .server()
        .faults()
        .on(Operation.PUT)
        .bucket("library")
        .key(key -> key.startsWith("pages/"))
        .after(5)
        .status(507, "StorageFull");

    Answer full = run("--all", "--to", "origin:", "--yes");

    assertThat(full.exitCode()).as(full.toString()).isEqualTo(ExitCode.FAILED);
    assertThat(full.out()).contains("StorageFull").contains("The same command goes on");
    assertThat(restored()).hasSizeBetween(5, 19);
    backup.server().faults().clear();
    int before = restored().size();
    Answer again = run("--all", "--to", "origin:", "--yes");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("restored        " + (20 - before) + " object");
    assertThat(restored()).hasSize(20);
  }

  @Test
  void aFolderThatIsNoneIsToldBeforeAnythingIsRead() throws Exception {
    library();
    Path file = Files.writeString(directory.resolve("taken"), "mine");

    Answer answer = run("--all", "--to", "file:" + file, "--yes");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("taken is no folder");
    assertThat(file).hasContent("mine");
  }

  @Test
  void namesThatNoFileSystemTakesAreToldAndGivenOthers() throws Exception {
    for (String key : List.of("a", "a/b", "x//y", "../up", "f".repeat(300))) {
      backup.version(key, DAY1, "of " + key);
    }
    Path folder = directory.resolve("restored");

    Answer answer = run("--all", "--to", "file:" + folder, "--yes");

    assertThat(answer.exitCode()).as(answer.toString()).isZero();
    assertThat(answer.out()).contains("the destination cannot hold such a name and gets another");
    assertThat(directory.resolve("up")).doesNotExist();
    Answer again = run("--all", "--to", "file:" + folder, "--yes");
    assertThat(again.out()).contains("right already   5 objects");
  }

  @Test
  void aRunningPipelineIsToldOfARestoreIntoItsSource() {
    library();
    try (OperatorServer pipeline = pipeline()) {
      Shell shell = knowing(pipeline, OperatorServer.TOKEN);

      Answer elsewhere = run(shell, "--all", "--to", "file:" + directory.resolve("f"), "--yes");
      assertThat(pipeline.orders().given()).isEmpty();
      Answer answer = run(shell, "--all", "--to", "origin:", "--yes");

      assertThat(elsewhere.exitCode()).isZero();
      assertThat(answer.exitCode()).as(answer.toString()).isZero();
      assertThat(answer.err()).contains("knows of this restore");
      assertThat(pipeline.orders().given())
          .singleElement()
          .asString()
          .startsWith("restore of uploads until ");
    }
  }

  @Test
  void aPipelineThatIsAwayHindersNoRestoreAndOneThatRefusesDoes() {
    library();
    try (OperatorServer pipeline = pipeline()) {
      Shell stranger = knowing(pipeline, "nobody-knows-this-one");

      Answer refused = run(stranger, "--all", "--to", "origin:", "--yes");

      assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(refused.err()).contains("nothing was written: the pipeline at");
      assertThat(restored()).isEmpty();
      pipeline.close();
      Answer away = run(stranger, "--all", "--to", "origin:", "--yes");
      assertThat(away.exitCode()).as(away.toString()).isZero();
      assertThat(away.err())
          .contains(
              "No pipeline knows of this restore, which is fine if none runs: nothing answers");
    }
  }

  /** A CDN whose cache has kept an error where an object was missing. */
  private HttpServer cdn() throws Exception {
    HttpServer cdn =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cdn.createContext(
        "/",
        exchange -> {
          String key = exchange.getRequestURI().getPath().substring(1);
          boolean cached = key.equals("pages/1/1.jpg");
          byte[] bytes = cached ? new byte[0] : origin().bytes(key);
          exchange.sendResponseHeaders(cached ? 404 : 200, cached ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    cdn.start();
    return cdn;
  }

  @Test
  void whatReadersGetThroughTheCdnIsLookedAt() throws Exception {
    library();
    HttpServer cdn = cdn();
    try {
      String base = "http://127.0.0.1:" + cdn.getAddress().getPort();
      configuration = backup.configuration(directory, "    cdn: " + base + "\n");

      Answer right = run("--key", "covers/1.jpg", "--to", "origin:", "--yes");
      Answer wrong = run("--all", "--to", "origin:", "--yes", "--json");

      assertThat(right.out())
          .contains("Looked through " + base + " of 1 objects the CDN gave 1 as the source has");
      assertThat(wrong.exitCode()).as(wrong.toString()).isZero();
      JsonNode seen = wrong.json().path("cdn");
      assertThat(seen.path("cause").asText()).isEqualTo("CDN_FAULT");
      assertThat(seen.path("detail").asText()).contains("pages/1/1.jpg: the CDN answers 404");
    } finally {
      cdn.stop(0);
    }
  }

  @Test
  void aCdnThatHangsIsLeftOnCtrlCAndTheReportIsShown() throws Exception {
    library();
    Shell shell = new Shell();
    CountDownLatch over = new CountDownLatch(1);
    HttpServer cdn =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cdn.createContext(
        "/",
        exchange -> {
          shell.interrupts();
          try (exchange) {
            over.await();
          } catch (InterruptedException e) {
            throw new InterruptedIOException();
          }
        });
    cdn.start();
    try {
      String base = "http://127.0.0.1:" + cdn.getAddress().getPort();
      configuration = backup.configuration(directory, "    cdn: " + base + "\n");

      Answer answer = run(shell, "--all", "--to", "origin:", "--yes");

      assertThat(answer.exitCode()).as(answer.toString()).isZero();
      assertThat(answer.err()).contains("Ctrl-C ends the looking");
      assertThat(answer.out())
          .contains("All that was asked for is at origin")
          .doesNotContain("Looked through");
    } finally {
      over.countDown();
      cdn.stop(0);
    }
  }

  @Test
  void storesThatStumbleAreAskedAgain() {
    pages(20);
    backup.server().faults().on(Operation.LIST).times(2).status(500);
    backup.server().faults().on(Operation.GET).probability(0.1).times(5).cutAnswer();
    backup.server().faults().on(Operation.PUT).bucket("library").times(3).slowDown();

    Answer answer = run("--all", "--to", "origin:", "--yes");

    assertThat(answer.exitCode()).as(answer.toString()).isZero();
    assertThat(restored()).hasSize(20);
  }

  @Test
  void scriptsReadPlanAndReport() throws Exception {
    library();

    Answer answer = run("--all", "--to", "origin:", "--yes", "--json");

    JsonNode json = answer.json();
    assertThat(json.path("source").asText()).isEqualTo("uploads");
    assertThat(json.path("complete").asBoolean()).isTrue();
    assertThat(json.path("plan").path("toWrite").path("objects").asLong()).isEqualTo(2);
    assertThat(json.path("report").path("restored").path("bytes").asLong()).isEqualTo(16);
    assertThat(run("--all", "--to", "origin:", "--dry-run", "--json").json().has("report"))
        .isFalse();
  }

  @Test
  void entriesDatedInTheFutureCountAndAreTold() {
    String ahead =
        InstantSource.system().instant().plusSeconds(86_400).toString().substring(0, 19) + "Z";
    backup.version("a", DAY1, "old");
    backup.version("a", ahead, "of a clock ahead");

    Answer answer = run("--key", "a", "--to", "origin:", "--yes");

    assertThat(answer.out()).contains("entries dated in the future");
    assertThat(origin().bytes("a")).asString().isEqualTo("of a clock ahead");
  }
}
