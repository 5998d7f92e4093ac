package fr.mangatheque.continuity.processors.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.drill.Promises.Promise;
import fr.mangatheque.continuity.processors.work.JobOutcome;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Restores that are rehearsed, compared, measured and thrown away. */
class DrillJobTest {
  private static final ObjectKey KEY = new ObjectKey("covers/1.jpg");
  @TempDir private Path directory;
  private Rehearsed all;

  @BeforeEach
  void aSource() {
    all = new Rehearsed(directory);
  }

  private static Consumer<JobOutcome.Failed> of(CauseClass cause, String... words) {
    return failed -> {
      assertThat(failed.cause()).isEqualTo(cause);
      assertThat(failed.detail()).contains(words);
    };
  }

  @Test
  void everyByteIsComparedAndTheScratchTargetIsEmptyAfterwards() throws Exception {
    for (int i = 0; i < 12; i++) {
      var _ = all.protect("pages/" + i + "//ü.png", "page " + i);
    }
    var _ =
        all.scratch.put(
            new ObjectKey(Rehearsed.PREFIX + "left/over"), new byte[3], ObjectHeaders.NONE);
    var _ = all.scratch.put(new ObjectKey("beside"), new byte[3], ObjectHeaders.NONE);

    JobOutcome outcome = all.drill(Extent.ALL, null);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            JobOutcome.Succeeded.class,
            succeeded ->
                assertThat(succeeded.figures())
                    .contains(
                        new Figure("objects", 12L),
                        new Figure("as-promised", 12L),
                        new Figure("as-in-source", 12L),
                        new Figure("wrong", 0L)));
    assertThat(Rehearsed.names(all.scratch, "")).containsExactly("beside");
    assertThat(Rehearsed.names(all.backup, "manga/drills/"))
        .containsExactly(
            "manga/drills/20260601T020000.000Z/report.html",
            "manga/drills/20260601T020000.000Z/report.json");
    DrillReport report = all.last();
    assertThat(report.outcome()).isEqualTo(DrillReport.PASSED);
    assertThat(report.restored().wanted()).isEqualTo(12);
    assertThat(report.compared().objects()).isEqualTo(12);
    assertThat(report.recoveryTime().estimated()).isFalse();
    assertThat(report.recoveryPoint().ms()).isZero();
  }

  @Test
  void aLongEmptyingIsToldAsItGoesOn() throws Exception {
    var _ = all.protect("page", "page");
    for (int i = 0; i < 9; i++) {
      ObjectKey leftover = new ObjectKey(Rehearsed.PREFIX + "left/" + i);
      var _ = all.scratch.put(leftover, new byte[3], ObjectHeaders.NONE);
    }

    var _ = all.drill(Extent.ALL, null);

    assertThat(all.told).contains("emptying the scratch target 1", "emptying the scratch target 9");
  }

  @Test
  void storesThatStumbleAreAskedAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      var _ = all.protect("pages/" + i, "page " + i);
    }
    all.stumbling = true;

    assertThat(all.drill(Extent.ALL, null)).isInstanceOf(JobOutcome.Succeeded.class);

    assertThat(all.last().compared().asPromised()).isEqualTo(3);
    assertThat(all.last().compared().asInSource()).isEqualTo(3);
    assertThat(Rehearsed.names(all.scratch, "")).isEmpty();
  }

  @Test
  void aSampleIsAsLargeAsAskedAndItsTimeIsReckonedForTheWhole() throws Exception {
    for (int i = 0; i < 30; i++) {
      var _ = all.protect("pages/" + i, "page " + i);
    }

    var _ = all.drill(Extent.SAMPLE, null);
    assertThat(all.last().restored().objects()).isEqualTo(5);
    assertThat(all.last().recoveryTime().estimated()).isTrue();

    all.now = all.now.plusSeconds(1);
    var _ = all.drill(Extent.SAMPLE, 7L);
    assertThat(all.last().restored().objects()).isEqualTo(7);
    assertThat(all.history().reports()).hasSize(2);
  }

  @Test
  void aBackupThatHoldsNothingYetIsNoFailure() throws Exception {
    assertThat(all.drill(Extent.ALL, null)).isInstanceOf(JobOutcome.Skipped.class);
    assertThat(all.history().reports()).isEmpty();
  }

  @Test
  void bytesThatRottedInTheBackupFailTheDrillByName() throws Exception {
    var _ = all.protect("well", "well");
    ETag etag = all.origin.put(KEY, "right".getBytes(UTF_8), ObjectHeaders.NONE);
    var _ = all.backUp(KEY, "right", etag, Rehearsed.UPLOADED, "wr?ng");

    assertThat(all.drill(Extent.ALL, null))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class, of(CauseClass.DRILL_FAILED, KEY.value(), "Report: "));
    assertThat(all.last().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.name()).isEqualTo(KEY.value()));
    assertThat(all.last().restored().objects()).isEqualTo(1);
    assertThat(Rehearsed.names(all.scratch, "")).isEmpty();
  }

  @Test
  void aPromiseThatTheBackupDoesNotKeepFailsTheDrill() throws Exception {
    EntryName.Version held = all.protect(KEY.value(), "held");
    EntryName.Version promised =
        EntryNames.version(
            held.instant(), Content.of("promised".getBytes(UTF_8)).sha256(), held.etag(), null);
    all.ledger.put(KEY, new Promise.Held(promised, 8));
    all.now = Rehearsed.DUE.plusSeconds(3600);

    assertThat(all.drill(Extent.ALL, null))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            of(CauseClass.DRILL_FAILED, "should have 8 bytes with SHA-256 " + promised.sha256()));
  }

  @Test
  void anObjectOfWhichTheBackupHasNoEntryFailsACompleteDrill() throws Exception {
    EntryName.Version held = all.protect(KEY.value(), "held");
    all.ledger.put(new ObjectKey("covers/2.jpg"), new Promise.Held(held, 4));

    assertThat(all.drill(Extent.ALL, null))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            of(CauseClass.DRILL_FAILED, "promises 2 objects", "no entry of at least 1 of them"));
  }

  @ParameterizedTest
  @EnumSource(Extent.class)
  void aBackupThatLostAllItsEntriesIsNotTakenForANewOne(Extent extent) throws Exception {
    EntryName.Version held = all.protect(KEY.value(), "held");
    ObjectKey entry = all.layout.entry(KEY, held);
    assertThat(all.backup.head(entry))
        .isInstanceOfSatisfying(
            ObjectReader.Look.Found.class,
            found -> assertThat(all.backup.delete(entry, found.info().etag())).isTrue());

    assertThat(all.drill(extent, null))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            of(CauseClass.DRILL_FAILED, "promises 1 objects", "no entry of at least 1 of them"));
  }

  @Test
  void anObjectThatTheLedgerNeverHeardOfFailsTheDrill() throws Exception {
    var _ = all.protect(KEY.value(), "held");
    all.ledger.clear();

    assertThat(all.drill(Extent.ALL, null))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class, of(CauseClass.DRILL_FAILED, "is unknown to the ledger"));
  }

  @Test
  void aLedgerThatCannotTellFailsTheDrillForWantOfAnAnswer() throws Exception {
    var _ = all.protect(KEY.value(), "held");
    all.ledger.put(KEY, new Promise.Untold("it moves"));

    assertThat(all.drill(Extent.ALL, null))
        .isInstanceOfSatisfying(JobOutcome.Failed.class, of(CauseClass.NO_ANSWER, "of 1 objects"));
  }

  @Test
  void aSourceWithOtherBytesUnderTheSameTagFailsTheDrill() throws Exception {
    var _ = all.protect(KEY.value(), "was");
    ETag etag = all.origin.put(KEY, "is".getBytes(UTF_8), ObjectHeaders.NONE);
    var _ = all.backUp(KEY, "was", etag, Rehearsed.UPLOADED.plusSeconds(1), "was");

    assertThat(all.drill(Extent.ALL, null))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class, of(CauseClass.DRILL_FAILED, "where it has the same ETag"));
  }

  @Test
  void aSourceThatMovedOnOrIsGoneIsNoFailure() throws Exception {
    var _ = all.protect("changed", "old");
    var _ = all.origin.put(new ObjectKey("changed"), "new".getBytes(UTF_8), ObjectHeaders.NONE);
    var _ = all.protect("gone", "gone");
    all.origin.remove(new ObjectKey("gone"));

    assertThat(all.drill(Extent.ALL, null)).isInstanceOf(JobOutcome.Succeeded.class);
    assertThat(all.last().compared().sourceChanged()).isEqualTo(1);
    assertThat(all.last().compared().sourceGone()).isEqualTo(1);
    assertThat(all.last().compared().asPromised()).isEqualTo(2);
  }

  @Test
  void moreThanWasPromisedIsAnIncidentOfItsOwn() throws Exception {
    var _ = all.protect(KEY.value(), "held");
    all.recoveryTime = Duration.ofDays(1);
    all.recoveryPoint = Duration.ofMinutes(15);
    all.oldestPending = Rehearsed.DUE.minusSeconds(3600);

    assertThat(all.drill(Extent.ALL, null))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            of(
                CauseClass.OVER_OBJECTIVE,
                "the recovery point is over its objective",
                "recovery point 1 h 0 min (promised: 15 min 0 s)"));
    assertThat(all.last().outcome()).isEqualTo(DrillReport.OVER_OBJECTIVE);

    all.now = all.now.plusSeconds(1);
    all.oldestPending = all.now.minusSeconds(60);
    assertThat(all.drill(Extent.ALL, null)).isInstanceOf(JobOutcome.Succeeded.class);
  }

  @Test
  void aCdnThatDoesNotGiveWhatTheSourceHasFailsTheDrillByItsOwnCause() throws Exception {
    var _ = all.protect(KEY.value(), "held");
    all.cdn = Optional.of(new DrillReport.Cdn(1, 0, "CDN_STALE", "covers/1.jpg is old"));

    assertThat(all.drill(Extent.ALL, null))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            of(
                CauseClass.CDN_STALE,
                "every byte came back, but the CDN",
                "CDN: covers/1.jpg is old"));
    assertThat(all.last().cdn()).isEqualTo(all.cdn.get());
    assertThat(all.last().outcome()).isEqualTo(DrillReport.FAILED);
    assertThat(all.last().cause()).isEqualTo("CDN_STALE");
  }

  @Test
  void whatTheSourceDoesNotGiveEitherIsInTheReportAndFailsNoDrill() throws Exception {
    var _ = all.protect(KEY.value(), "held");
    all.cdn = Optional.of(new DrillReport.Cdn(1, 0, "UNREACHABLE", "the source is away"));

    assertThat(all.drill(Extent.ALL, null))
        .isInstanceOfSatisfying(
            JobOutcome.Succeeded.class,
            passed -> assertThat(passed.detail()).contains("CDN: the source is away"));
    assertThat(all.last().cdn()).isEqualTo(all.cdn.get());
  }

  @Test
  void aReportThatAnotherVersionWroteIsNamedAndHidesNoOther() throws Exception {
    var _ = all.protect(KEY.value(), "held");
    var _ = all.drill(Extent.ALL, null);
    var _ =
        all.backup.put(
            new ObjectKey("manga/drills/20990101T000000.000Z/report.json"),
            "not JSON".getBytes(UTF_8),
            ObjectHeaders.NONE);

    assertThat(all.history().reports())
        .singleElement()
        .satisfies(report -> assertThat(report.at()).isEqualTo(Rehearsed.DUE));
    assertThat(all.history().unreadable())
        .containsExactly("manga/drills/20990101T000000.000Z/report.json");
  }
}
