package fr.mangatheque.continuity.app.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.verifier.Promise;
import fr.mangatheque.continuity.testkit.verifier.Verdict;
import fr.mangatheque.continuity.testkit.verifier.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no event tells, the jobs find and heal. */
@Tag("long")
class HealingIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int OBJECTS = 40;

  @TempDir private Path directory;
  private FaultSite site;
  private Supervisor supervisor;
  private Teller teller;
  private Application application;
  private Verifier verifier;

  @BeforeEach
  void aProtectedLibrary() throws Exception {
    site = new FaultSite(directory, 1);
    supervisor = new Supervisor(site.configuration(), List.of());
    teller = new Teller(() -> supervisor.child().port());
    application = new Application(site, teller, 1);
    verifier = site.verifier();
    for (int i = 0; i < OBJECTS; i++) {
      write(i, "first");
      application.tell(UploadEvent.created(key(i)));
    }
    awaitProtected(Promise.STRICT);
    site.journal().provenNow();
    audit();
  }

  @AfterEach
  void close() throws Exception {
    verifier.close();
    teller.close();
    supervisor.close();
    site.close();
  }

  private static String key(int i) {
    return i < OddKeys.ALL.size() ? OddKeys.ALL.get(i) : "pages/" + i + ".webp";
  }

  private void write(int i, String content) {
    application.write(key(i), (content + " of " + i).getBytes(UTF_8), i % 3);
  }

  private void audit() throws Exception {
    assertThat(run("audit")).isEqualTo(JobPhase.SUCCEEDED);
  }

  private JobPhase run(String job) throws Exception {
    await().atMost(PATIENCE).until(() -> supervisor.child().port() > 0);
    return new Jobs(supervisor.child().kafka()).run(job, PATIENCE).getPhase();
  }

  private void awaitProtected(Promise promise) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(verifier.pending(promise)).isEmpty());
  }

  private Verdict verified(Promise promise) {
    Verdict verdict = verifier.verify(promise);
    assertThat(verdict.words()).isEmpty();
    return verdict;
  }

  private List<String> told(String cause) {
    return site.incidents().incidents().stream()
        .filter(incident -> incident.cause().equals(cause))
        .map(incident -> incident.place() + (incident.resolved() ? " over" : ""))
        .toList();
  }

  @Test
  void whatNoEventToldOfIsFoundByTheNextReconcile() throws Exception {
    IntStream.range(0, 10).forEach(i -> write(i, "second"));
    application.write("new/untold.webp", "untold".getBytes(UTF_8), 0);

    assertThat(run("reconcile")).isEqualTo(JobPhase.SUCCEEDED);

    awaitProtected(Promise.STRICT);
    verified(Promise.STRICT);
  }

  @Test
  void whatWasRemovedWithoutAWordIsFoundByTheNextAudit() throws Exception {
    application.erase(key(3));
    application.erase(key(OBJECTS - 1));

    audit();

    awaitProtected(Promise.STRICT);
    verified(Promise.STRICT);
  }

  @Test
  void aVersionThatVanishedFromTheBackupIsWrittenAgain() throws Exception {
    String vanished =
        site.backup().keys().stream().filter(n -> n.contains("/a/b/")).findFirst().orElseThrow();
    site.backup().remove(vanished);

    audit();

    awaitProtected(Promise.REPEATING);
    verified(Promise.REPEATING);
  }

  @Test
  void aRottenByteIsRepairedFromTheSource() throws Exception {
    String rotten =
        site.backup().keys().stream().filter(n -> n.contains("pages/")).findFirst().orElseThrow();
    site.backup().corrupt(rotten, 1);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(run("scrub")).isEqualTo(JobPhase.SUCCEEDED);
              assertThat(verifier.verify(Promise.STRICT).words()).isEmpty();
            });

    assertThat(verified(Promise.STRICT).repaired()).isEqualTo(1);
  }

  @Test
  void aRottenByteThatTheSourceNoLongerHoldsIsTold() throws Exception {
    write(OBJECTS - 1, "second");
    application.tell(UploadEvent.created(key(OBJECTS - 1)));
    awaitProtected(Promise.STRICT);
    String rotten =
        site.backup().keys().stream()
            .filter(n -> n.contains(key(OBJECTS - 1) + "/"))
            .findFirst()
            .orElseThrow();
    site.backup().corrupt(rotten, 1);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(run("scrub")).isEqualTo(JobPhase.SUCCEEDED);
              assertThat(told("LOST_VERSION")).isNotEmpty();
            });
  }

  @Test
  void withKafkaWipedTheBackupMakesTheLedgerAnewAndNothingIsCopiedTwice() throws Exception {
    long versions = site.backup().size();
    PipelineChild before = supervisor.child();
    supervisor.killThen(() -> wipe(directory.resolve("data-one")));
    await().atMost(PATIENCE).until(() -> supervisor.child() != before);
    await().atMost(PATIENCE).until(() -> supervisor.child().port() > 0);

    assertThat(run("rebuild")).isEqualTo(JobPhase.SUCCEEDED);
    long gets = site.originCloud().counters().requests(Operation.GET);
    audit();

    awaitProtected(Promise.STRICT);
    verified(Promise.STRICT);
    assertThat(site.backup().size()).isEqualTo((int) versions);
    assertThat(site.originCloud().counters().requests(Operation.GET)).isEqualTo(gets);
  }

  private static void wipe(Path data) {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void ninetyOfAHundredRemovedAtOnceAreAnEmergencyAndNoMarkerIsWritten() throws Exception {
    IntStream.range(0, OBJECTS * 9 / 10).forEach(i -> application.erase(key(i)));

    audit();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(told("MASS_DELETION")).isNotEmpty());
    Verdict frozen = verified(Promise.STRICT.holdingBack(_ -> true));
    assertThat(frozen.markers()).isZero();

    IntStream.range(0, OBJECTS * 9 / 10).forEach(i -> write(i, "first"));
    audit();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(told("MASS_DELETION")).allMatch(t -> t.endsWith(" over")));
    verified(Promise.STRICT);
  }
}
