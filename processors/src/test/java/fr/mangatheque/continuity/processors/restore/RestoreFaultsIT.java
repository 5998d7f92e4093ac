package fr.mangatheque.continuity.processors.restore;

import static fr.mangatheque.continuity.processors.restore.RestoreFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.testkit.s3.Operation;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What breaks while a restore goes on. */
class RestoreFaultsIT {
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
  void aStormOfBusyAnswersAndCutBodiesPasses() {
    fixture.protectMany(100);
    fixture.backupServer.faults().on(Operation.GET).probability(0.2).cutAnswer();
    fixture.backupServer.faults().on(Operation.GET, Operation.LIST).probability(0.1).slowDown();
    fixture.targetServer.faults().on(Operation.PUT).probability(0.2).slowDown();
    fixture.targetServer.faults().on(Operation.PUT).probability(0.1).loseAnswer();
    fixture.use(
        fixture
            .options()
            .withRetries(
                new Retries(30, RestoreFixture.QUICK.first(), RestoreFixture.QUICK.longest())));

    RestoreReport report = fixture.run();

    assertThat(report.failed().first()).isEmpty();
    assertThat(report.complete()).isTrue();
    assertThat(fixture.text("covers/99.webp")).isEqualTo("cover 99");
  }

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
  void wrongBytesThatTheStoreKeptAreWrittenAgain() {
    fixture.protect("cover", START, "right");
    fixture.targetServer.faults().on(Operation.PUT).key("cover").once().flipStoredBit();

    RestoreReport report = fixture.run();

    assertThat(report.complete()).isTrue();
    assertThat(fixture.text("cover")).isEqualTo("right");
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
}
