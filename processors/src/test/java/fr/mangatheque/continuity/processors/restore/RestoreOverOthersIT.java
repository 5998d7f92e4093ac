package fr.mangatheque.continuity.processors.restore;

import static fr.mangatheque.continuity.processors.restore.RestoreFixture.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.testkit.s3.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands at a destination already, or comes there meanwhile. */
class RestoreOverOthersIT {
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
    assertThat(fixture.text("cover")).isEqualTo("somebody's");
    assertThat(fixture.text("page")).isEqualTo("somebody's");
  }

  private void write(AtomicBoolean once, String key, String content) {
    if (once.compareAndSet(false, true)) {
      fixture.target.put(key, content.getBytes(UTF_8));
    }
  }

  @Test
  void aRunAtOnceGoesByWhatThePlanListedAndHarmsNothingThatCameSince() {
    fixture.use(fixture.options().withListingGoodFor(Duration.ofMinutes(1)));
    fixture.protect("cover", START, "old");
    fixture.protect("cover", START.plusSeconds(1), "new");
    fixture.protect("page", START, "page");
    fixture.protect("right", START, "right");
    fixture.target.put("cover", "old".getBytes(UTF_8));

    RestorePlan plan = fixture.plan();
    fixture.target.put("cover", "somebody's".getBytes(UTF_8));
    fixture.target.put("right", "right".getBytes(UTF_8));
    RestoreReport report = fixture.restore().run(plan, RestoreWatch.NONE);

    assertThat(report.backup().lists()).isZero();
    assertThat(report.destinationRequests().lists()).isZero();
    assertThat(report.skipped().first())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.detail()).contains("others"));
    assertThat(report.restored().objects()).isEqualTo(2);
    assertThat(fixture.text("cover")).isEqualTo("somebody's");
    assertThat(fixture.text("page")).isEqualTo("page");

    RestoreReport again = fixture.restore().run(plan, RestoreWatch.NONE);

    assertThat(again.backup().lists()).isPositive();
    assertThat(again.restored()).isEqualTo(Amount.NOTHING);
  }

  @Test
  void whatAPlanListedLongAgoIsListedAgain() {
    fixture.use(fixture.options().withListingGoodFor(Duration.ofNanos(1)));
    fixture.protect("page", START, "page");

    RestorePlan plan = fixture.plan();
    fixture.protect("late", START, "late");
    RestoreReport report = fixture.restore().run(plan, RestoreWatch.NONE);

    assertThat(report.backup().lists()).isPositive();
    assertThat(report.restored().objects()).isEqualTo(2);
  }

  @Test
  void unprotectedBytesAreKeptUntilThePlanNamedThemAndTheyAreGivenUp() {
    fixture.protect("cover", START, "protected");
    fixture.target.put("cover", "never seen by the backup".getBytes(UTF_8));

    RestorePlan plan = fixture.plan();
    RestoreReport careful = fixture.restore().run(plan, RestoreWatch.NONE);

    assertThat(plan.unprotected().first()).singleElement().matches(it -> it.name().equals("cover"));
    assertThat(careful.skipped().first()).hasSize(1);
    assertThat(fixture.text("cover")).isEqualTo("never seen by the backup");

    fixture.use(fixture.options().withDiscardUnprotected(true));
    RestorePlan named = fixture.plan();
    fixture.target.put("cover", "and changed since".getBytes(UTF_8));
    RestoreReport changed = fixture.restore().run(named, RestoreWatch.NONE);

    assertThat(changed.skipped().first()).hasSize(1);
    assertThat(fixture.text("cover")).isEqualTo("and changed since");

    RestoreReport discarded = fixture.run();

    assertThat(discarded.complete()).isTrue();
    assertThat(fixture.text("cover")).isEqualTo("protected");
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
  void aStoreThatIgnoresConditionsIsAskedFirst() {
    fixture.targetServer.faults().on(Operation.PUT).ignoreConditions();
    fixture.protect("cover", START, "old");
    fixture.protect("cover", START.plusSeconds(1), "new");
    fixture.protect("page", START, "page");
    fixture.target.put("cover", "old".getBytes(UTF_8));

    RestoreReport report = fixture.run();

    assertThat(report.complete()).isTrue();
    assertThat(fixture.text("cover")).isEqualTo("new");
    assertThat(fixture.text("page")).isEqualTo("page");
  }
}
