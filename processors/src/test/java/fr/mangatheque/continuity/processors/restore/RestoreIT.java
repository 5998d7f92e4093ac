package fr.mangatheque.continuity.processors.restore;

import static fr.mangatheque.continuity.processors.restore.RestoreFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.StoredObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes back, and what that costs. */
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
    assertThat(fixture.text("a//b.webp")).isEqualTo("a page");
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
    assertThat(fixture.text("cover")).isEqualTo("right");
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
}
