package fr.mangatheque.continuity.processors.restore;

import static fr.mangatheque.continuity.processors.restore.RestoreFixture.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.StoredObject;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreIT {
  private RestoreFixture fixture;

  @BeforeEach
  void start(@TempDir Path work) {
    fixture = new RestoreFixture(work);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void contentComesBackWithItsHeadersAndWithoutOurs() {
    fixture.protect("a//b.webp", START, "a page");

    RestoreReport report = fixture.run();

    assertThat(report.complete()).isTrue();
    assertThat(report.restored()).isEqualTo(new Amount(1, 6));
    assertThat(text("a//b.webp")).isEqualTo("a page");
    StoredObject there = fixture.target.object("a//b.webp").orElseThrow();
    assertThat(there.header("content-type")).contains("image/webp");
    assertThat(there.header("cache-control")).contains("max-age=60");
    assertThat(there.header("x-amz-meta-artist")).contains("moebius");
    assertThat(there.header("x-amz-meta-continuity-note")).contains("its own");
    assertThat(there.header("x-amz-meta-continuity-last-modified")).isEmpty();
  }

  @Test
  void whatIsAllRightCostsListsAlone() {
    fixture.protectMany(1_200);
    fixture.run();
    fixture.backupServer.counters().reset();
    fixture.targetServer.counters().reset();

    RestoreReport report = fixture.run();

    assertThat(report.right().objects()).isEqualTo(1_200);
    assertThat(report.complete()).isTrue();
    assertThat(fixture.backupServer.counters().requests())
        .isEqualTo(fixture.backupServer.counters().requests(Operation.LIST));
    assertThat(fixture.targetServer.counters().requests())
        .isEqualTo(fixture.targetServer.counters().requests(Operation.LIST));
    assertThat(report.backup().gets()).isZero();
    assertThat(report.destinationRequests().puts()).isZero();
  }

  @Test
  void whatWasSentInPartsIsKnownByItsTag() {
    byte[] large = new byte[11 << 20];
    fixture.protectAsThePipelineDoes("volume.cbz", large);

    RestoreReport first = fixture.run();
    fixture.backupServer.counters().reset();
    fixture.targetServer.counters().reset();
    RestoreReport second = fixture.run();

    assertThat(first.restored().bytes()).isEqualTo(large.length);
    assertThat(fixture.target.object("volume.cbz").orElseThrow().etag()).contains("-3");
    assertThat(second.right().objects()).isEqualTo(1);
    assertThat(fixture.targetServer.counters().requests())
        .isEqualTo(fixture.targetServer.counters().requests(Operation.LIST));
    assertThat(fixture.backupServer.counters().requests(Operation.GET)).isZero();
  }

  @Test
  void eachObjectIsReadOnceAndWrittenOnce() {
    fixture.protectMany(40);
    RestorePlan plan = fixture.plan();
    fixture.backupServer.counters().reset();
    long puts = fixture.targetServer.counters().requests(Operation.PUT);

    RestoreReport report = fixture.restore().run(plan, RestoreWatch.NONE);

    assertThat(report.restored().objects()).isEqualTo(40);
    assertThat(fixture.backupServer.counters().requests(Operation.GET)).isEqualTo(40);
    // beside those that ask what the endpoint does
    assertThat(fixture.targetServer.counters().requests(Operation.PUT) - puts).isBetween(40L, 52L);
    assertThat(plan.toWrite().objects()).isEqualTo(40);
    assertThat(plan.backup().gets()).isEqualTo(40);
    assertThat(plan.estimate()).isPresent();
  }

  @Test
  void aCorruptCopyIsPassedOverForAGoodOne() {
    fixture.protect("cover", START, "right");
    fixture.backup.corrupt(fixture.protect("cover", START, "right", 1), 0);

    RestoreReport report = fixture.run();

    assertThat(report.complete()).isTrue();
    assertThat(text("cover")).isEqualTo("right");
    assertThat(report.damaged().first())
        .singleElement()
        .satisfies(copy -> assertThat(copy.name()).endsWith("~r1"));
  }

  @Test
  void aVersionWithoutAGoodCopyIsToldAndNothingWrongIsWritten() {
    fixture.backup.corrupt(fixture.protect("cover", START, "right"), 0);
    fixture.protect("other", START, "other");

    RestoreReport report = fixture.run();

    assertThat(report.complete()).isFalse();
    assertThat(report.restored().objects()).isEqualTo(1);
    assertThat(report.failed().first())
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.name()).isEqualTo("cover");
              assertThat(failed.detail()).contains("no good copy");
            });
    assertThat(fixture.target.contains("cover")).isFalse();
  }

  @Test
  void aStormOfBusyAnswersAndCutBodiesPasses() {
    fixture.protectMany(100);
    fixture.backupServer.faults().on(Operation.GET).probability(0.2).cutAnswer();
    fixture.backupServer.faults().on(Operation.GET, Operation.LIST).probability(0.1).slowDown();
    fixture.targetServer.faults().on(Operation.PUT).probability(0.2).slowDown();
    fixture.targetServer.faults().on(Operation.PUT).probability(0.1).loseAnswer();
    fixture.use(fixture.options().withRetries(new Retries(30, QUICK.first(), QUICK.longest())));

    RestoreReport report = fixture.run();

    assertThat(report.failed().first()).isEmpty();
    assertThat(report.complete()).isTrue();
    assertThat(text("covers/99.webp")).isEqualTo("cover 99");
  }

  private static final Retries QUICK = RestoreFixture.QUICK;

  @Test
  void aDestinationThatForbidsMidwayEndsTheRunAndTheNextTakesItUp() {
    fixture.protectMany(200);
    fixture
        .targetServer
        .faults()
        .on(Operation.PUT)
        .key(key -> key.startsWith("covers/"))
        .after(50)
        .status(403);

    RestoreReport broken = fixture.run();

    assertThat(broken.complete()).isFalse();
    assertThat(broken.endedEarly().orElseThrow()).contains("AccessDenied");
    assertThat(broken.restored().objects()).isEqualTo(50);
    assertThat(broken.failed().amount().objects()).isLessThan(60);

    fixture.targetServer.faults().clear();
    RestoreReport rest = fixture.run();

    assertThat(rest.complete()).isTrue();
    assertThat(rest.right().objects()).isEqualTo(50);
    assertThat(rest.restored().objects()).isEqualTo(150);
  }

  @Test
  void aBucketThatMayNotBeWrittenToIsToldAtOnce() {
    fixture.protectMany(100);
    fixture.targetServer.faults().on(Operation.PUT).status(403);

    RestoreReport report = fixture.run();

    assertThat(report.endedEarly().orElseThrow()).contains("cannot be written to");
    assertThat(report.restored().objects()).isZero();
  }

  @Test
  void aBackupThatIsDownIsGivenUpSoonEnough() {
    fixture.protectMany(100);
    RestorePlan plan = fixture.plan();
    fixture.backupServer.faults().on(Operation.GET).status(500);

    RestoreReport report = fixture.restore().run(plan, RestoreWatch.NONE);

    assertThat(report.complete()).isFalse();
    assertThat(report.endedEarly().orElseThrow()).contains("in bucket safe");
    assertThat(fixture.target.keys()).noneMatch(key -> key.startsWith("covers/"));
  }

  @Test
  void whatOthersWroteMeanwhileIsLeft() {
    fixture.protect("cover", START, "old");
    fixture.protect("cover", START.plusSeconds(1), "new");
    fixture.protect("page", START, "page");
    fixture.target.put("cover", "old".getBytes(UTF_8));
    AtomicBoolean once = new AtomicBoolean();
    fixture
        .targetServer
        .faults()
        .on(Operation.PUT)
        .key("cover")
        .before(() -> write(once, "cover", "somebody's"));
    fixture
        .targetServer
        .faults()
        .on(Operation.PUT)
        .key("page")
        .before(() -> fixture.target.put("page", "somebody's".getBytes(UTF_8)));

    RestoreReport report = fixture.run();

    assertThat(report.complete()).isFalse();
    assertThat(report.skipped().first()).hasSize(2);
    assertThat(report.skipped().first())
        .allSatisfy(skipped -> assertThat(skipped.detail()).contains("others"));
    assertThat(text("cover")).isEqualTo("somebody's");
    assertThat(text("page")).isEqualTo("somebody's");
  }

  private void write(AtomicBoolean once, String key, String content) {
    if (once.compareAndSet(false, true)) {
      fixture.target.put(key, content.getBytes(UTF_8));
    }
  }

  @Test
  void unprotectedBytesAreKeptUntilThePlanNamedThemAndTheyAreGivenUp() {
    fixture.protect("cover", START, "protected");
    fixture.target.put("cover", "never seen by the backup".getBytes(UTF_8));

    RestorePlan plan = fixture.plan();
    RestoreReport careful = fixture.restore().run(plan, RestoreWatch.NONE);

    assertThat(plan.unprotected().first()).singleElement().matches(it -> it.name().equals("cover"));
    assertThat(careful.skipped().first()).hasSize(1);
    assertThat(text("cover")).isEqualTo("never seen by the backup");

    fixture.use(fixture.options().withDiscardUnprotected(true));
    RestorePlan named = fixture.plan();
    fixture.target.put("cover", "and changed since".getBytes(UTF_8));
    RestoreReport changed = fixture.restore().run(named, RestoreWatch.NONE);

    assertThat(changed.skipped().first()).hasSize(1);
    assertThat(text("cover")).isEqualTo("and changed since");

    RestoreReport discarded = fixture.run();

    assertThat(discarded.complete()).isTrue();
    assertThat(text("cover")).isEqualTo("protected");
  }

  @Test
  void extraObjectsGoOnlyWhereThatWasAskedForAndNamed() {
    fixture.protect("kept", START, "kept");
    fixture.protect("gone", START, "gone");
    fixture.delete("gone", START.plusSeconds(5));
    fixture.target.put("gone", "gone".getBytes(UTF_8));
    fixture.target.put("stranger", "nobody's".getBytes(UTF_8));

    assertThat(fixture.run().deleted()).isEqualTo(Amount.NOTHING);
    assertThat(fixture.target.keys()).contains("gone", "stranger");

    fixture.use(fixture.options().withDeleteExtra(true));
    RestorePlan plan = fixture.plan();
    fixture.target.put("late", "came after the plan".getBytes(UTF_8));
    RestoreReport report = fixture.restore().run(plan, RestoreWatch.NONE);

    assertThat(plan.extra().amount().objects()).isEqualTo(2);
    assertThat(plan.unprotected().amount().objects()).isEqualTo(1);
    assertThat(report.deleted().objects()).isEqualTo(1);
    assertThat(report.notDeleted().amount().objects()).isEqualTo(2);
    assertThat(fixture.target.keys()).contains("stranger", "late", "kept").doesNotContain("gone");
  }

  @Test
  void wrongBytesThatTheStoreKeptAreWrittenAgain() {
    fixture.protect("cover", START, "right");
    fixture.targetServer.faults().on(Operation.PUT).key("cover").once().flipStoredBit();

    RestoreReport report = fixture.run();

    assertThat(report.complete()).isTrue();
    assertThat(text("cover")).isEqualTo("right");
  }

  @Test
  void aStoreThatIgnoresConditionsIsAskedFirst() {
    fixture.targetServer.faults().on(Operation.PUT).ignoreConditions();
    fixture.protect("cover", START, "old");
    fixture.protect("cover", START.plusSeconds(1), "new");
    fixture.protect("page", START, "page");
    fixture.target.put("cover", "old".getBytes(UTF_8));

    RestoreReport report = fixture.run();

    assertThat(report.complete()).isTrue();
    assertThat(text("cover")).isEqualTo("new");
    assertThat(text("page")).isEqualTo("page");
  }

  @Test
  void aRunThatWasStoppedIsTakenUpWithoutWritingAnythingTwice() {
    fixture.protectMany(300);
    RestorePlan plan = fixture.plan();
    RestoreReport stopped =
        fixture
            .restore()
            .run(
                plan,
                outcome -> {
                  if (outcome instanceof ObjectOutcome.Restored) {
                    fixture.restore().stop("enough");
                  }
                });
    fixture.use(fixture.options());

    RestoreReport rest = fixture.run();

    assertThat(stopped.endedEarly()).contains("enough");
    assertThat(stopped.complete()).isFalse();
    assertThat(stopped.restored().objects()).isBetween(1L, 20L);
    assertThat(rest.complete()).isTrue();
    assertThat(rest.restored().objects() + stopped.restored().objects()).isEqualTo(300);
  }

  @Test
  void aSampleIsDrawnAndRestoredAlone() {
    fixture.protectMany(50);
    Selection sample = new Selection(new Scope.Sample(7, 1), null, null);

    RestorePlan plan = fixture.restore().plan(sample, PlanWatch.NONE);
    RestoreReport report = fixture.restore().run(plan, RestoreWatch.NONE);

    assertThat(report.complete()).isTrue();
    assertThat(report.restored().objects()).isEqualTo(7);
    assertThat(fixture.target.keys().stream().filter(key -> key.startsWith("covers/"))).hasSize(7);
    assertThat(fixture.restore().plan(sample, PlanWatch.NONE).sample()).isEqualTo(plan.sample());
  }

  private String text(String key) {
    return new String(fixture.target.bytes(key), UTF_8);
  }
}
