package fr.mangatheque.continuity.processors.copy;

import static fr.mangatheque.continuity.processors.copy.CopyFixture.first;
import static fr.mangatheque.continuity.processors.copy.CopyFixture.next;
import static fr.mangatheque.continuity.processors.copy.CopyFixture.task;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.testkit.s3.Exchange;
import fr.mangatheque.continuity.testkit.s3.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading back finds and mends, between two clouds that hold what a test wants. */
class VersionsCheckTest {
  private static final String KEY = "library/akira/01.jpg";
  private static final byte[] FIRST = Pictures.page(1, 60, 80);
  private static final byte[] SECOND = Pictures.page(2, 60, 80);

  @TempDir private Path dir;
  private TwoClouds clouds;

  @BeforeEach
  void open() {
    clouds = new TwoClouds(dir);
  }

  @AfterEach
  void close() {
    clouds.close();
  }

  private Entry protect(byte[] page, @Nullable Entry before) {
    clouds.origin.put(
        KEY, page, Map.of("Content-Type", "image/jpeg", "x-amz-meta-uploader", "mika"));
    CopyRequest request = before == null ? first(KEY) : next(KEY, before);
    return clouds.copier.copy(request).getEntry();
  }

  private CopyResult verify(@Nullable Entry greatest, int versions) {
    return clouds.copier.copy(
        CopyFixture.request(KEY)
            .setTask(CopyTask.VERIFY)
            .setReason(RequestReason.SCRUB)
            .setGreatest(greatest)
            .setVersions(versions)
            .build());
  }

  private static String entry(Entry entry) {
    return "objects/" + KEY + "/" + entry.getName();
  }

  private static List<String> classes(CopyResult result) {
    return result.getDoubts().stream().map(Cause::getCauseClass).toList();
  }

  private void forgetRequests() {
    clouds.originServer.counters().reset();
    clouds.backupServer.counters().reset();
  }

  private long asked(Operation operation) {
    return clouds.backupServer.counters().requests(operation);
  }

  @Test
  void theOnlyVersionCostsOneGetAndNothingOfTheSource() {
    Entry only = protect(FIRST, null);
    forgetRequests();

    CopyResult result = verify(only, 1);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.VERIFIED);
    assertThat(result.getEntry().getVerifiedAt()).isNotNull();
    assertThat(result.getEntry().getEtag()).isEqualTo(only.getEtag());
    assertThat(result.getVersions()).isEqualTo(1);
    assertThat(result.getHeldBytes()).isEqualTo(FIRST.length);
    assertThat(result.getDoubts()).isEmpty();
    assertThat(asked(Operation.GET)).isEqualTo(1);
    assertThat(clouds.backupServer.counters().requests()).isEqualTo(1);
    assertThat(clouds.originServer.counters().requests()).isZero();
  }

  @Test
  void severalVersionsCostAGetEachAndAListing() {
    Entry second = protect(SECOND, protect(FIRST, null));
    forgetRequests();

    CopyResult result = verify(second, 0);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.VERIFIED);
    assertThat(result.getEntry().getName()).isEqualTo(second.getName());
    assertThat(result.getVersions()).isEqualTo(2);
    assertThat(result.getHeldBytes()).isEqualTo(FIRST.length + SECOND.length);
    assertThat(asked(Operation.GET)).isEqualTo(2);
    assertThat(asked(Operation.LIST)).isEqualTo(1);
    assertThat(clouds.backupServer.counters().requests()).isEqualTo(3);
    assertThat(clouds.originServer.counters().requests()).isZero();
  }

  @Test
  void aRottenByteIsRepairedFromTheSourceBesideTheWrongEntry() {
    Entry only = protect(FIRST, null);
    clouds.backup.corrupt(entry(only), 99);

    CopyResult result = verify(only, 1);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.VERIFIED);
    assertThat(result.getEntry().getName()).isEqualTo(only.getName() + "~r1");
    assertThat(result.getEntry().getVerifiedAt()).isNotNull();
    assertThat(classes(result)).containsExactly("WRONG_IN_BACKUP");
    assertThat(result.getDoubts().getFirst().getDetail()).contains("from the source");
    assertThat(clouds.backup.bytes(entry(result.getEntry()))).isEqualTo(FIRST);
    assertThat(clouds.backup.object(entry(result.getEntry())).orElseThrow())
        .satisfies(
            kept -> {
              assertThat(kept.header("Content-Type")).contains("image/jpeg");
              assertThat(kept.metadata()).containsEntry("uploader", "mika");
            });
  }

  @Test
  void aWrongEntryWithARightRepairIsNoNewAlarm() {
    Entry only = protect(FIRST, null);
    clouds.backup.corrupt(entry(only), 99);
    Entry repaired = verify(only, 1).getEntry();
    forgetRequests();

    CopyResult result = verify(repaired, 0);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.VERIFIED);
    assertThat(result.getVersions()).isEqualTo(1);
    assertThat(result.getDoubts()).isEmpty();
    assertThat(asked(Operation.GET)).isEqualTo(1);
  }

  @Test
  void aRottenRepairIsRepairedOnceMore() {
    Entry only = protect(FIRST, null);
    clouds.backup.corrupt(entry(only), 99);
    Entry repaired = verify(only, 1).getEntry();
    clouds.backup.corrupt(entry(repaired), 7);

    CopyResult result = verify(repaired, 1);

    assertThat(result.getEntry().getName()).isEqualTo(only.getName() + "~r2");
    assertThat(clouds.backup.bytes(entry(result.getEntry()))).isEqualTo(FIRST);
  }

  @Test
  void aVersionThatVanishedIsWrittenAgainUnderItsName() {
    Entry only = protect(FIRST, null);
    clouds.backup.remove(entry(only));

    CopyResult result = verify(only, 1);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.VERIFIED);
    assertThat(result.getEntry().getName()).isEqualTo(only.getName());
    assertThat(classes(result)).containsExactly("NOT_KEPT");
    assertThat(clouds.copier.entries(KEY)).containsExactly(only.getName());
    assertThat(clouds.backup.bytes(entry(only))).isEqualTo(FIRST);
  }

  @Test
  void whatTheSourceNoLongerHoldsIsLostAndTheRestIsNamed() {
    Entry one = protect(FIRST, null);
    Entry two = protect(SECOND, one);
    clouds.backup.corrupt(entry(one), 99);

    CopyResult result = verify(two, 2);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.PERMANENT);
    assertThat(result.getCause().getStage()).isEqualTo(Stage.SCRUB);
    assertThat(result.getCause().getCauseClass()).isEqualTo("LOST_VERSION");
    assertThat(result.getCause().getDetail())
        .contains(KEY)
        .contains(one.getName() + " is lost")
        .contains(two.getName() + " after it");
    assertThat(result.getEntry().getName()).isEqualTo(two.getName());
    assertThat(clouds.copier.entries(KEY)).containsExactly(one.getName(), two.getName());
  }

  @Test
  void aLostGreatestVersionIsNotPassedOffAsOneThatStands() {
    Entry one = protect(FIRST, null);
    clouds.backup.corrupt(entry(one), 99);
    clouds.origin.put(KEY, SECOND);

    CopyResult result = verify(one, 1);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.PERMANENT);
    assertThat(result.getEntry()).isNull();
  }

  @Test
  void anotherEntryOfTheSameBytesRepairsWhatTheSourceCannot() {
    Entry one = protect(FIRST, null);
    Entry two = protect(SECOND, one);
    Entry three = protect(FIRST, two);
    clouds.origin.remove(KEY);
    clouds.backup.corrupt(entry(one), 99);

    CopyResult result = verify(three, 3);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.VERIFIED);
    assertThat(result.getVersions()).isEqualTo(3);
    assertThat(clouds.copier.entries(KEY))
        .containsExactly(one.getName(), one.getName() + "~r1", two.getName(), three.getName());
    assertThat(result.getDoubts().getFirst().getDetail()).contains("from " + three.getName());
  }

  @Test
  void aMarkerThatVanishedIsWrittenAgain() {
    Entry one = protect(FIRST, null);
    clouds.origin.remove(KEY);
    Entry marker = clouds.copier.copy(task(CopyTask.CONFIRM_ABSENCE, KEY, one)).getEntry();
    clouds.backup.remove(entry(marker));

    CopyResult result = verify(marker, 1);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.VERIFIED);
    assertThat(result.getEntry().getName()).isEqualTo(marker.getName());
    assertThat(clouds.copier.entries(KEY)).containsExactly(one.getName(), marker.getName());
    assertThat(classes(result)).containsExactly("NOT_KEPT");
  }

  @Test
  void aBucketThatIsGoneOrForbiddenIsNoLoss() {
    Entry only = protect(FIRST, null);
    clouds.backupServer.renameBucket("safe", "elsewhere");
    CopyResult gone = verify(only, 1);
    clouds.backupServer.renameBucket("elsewhere", "safe");
    clouds.backupServer.faults().on(Operation.GET).once().status(403);

    CopyResult forbidden = verify(only, 1);

    assertThat(gone.getCause().getCauseClass()).isEqualTo("NO_SUCH_BUCKET");
    assertThat(forbidden.getCause().getCauseClass()).isEqualTo("ACCESS_DENIED");
    assertThat(gone.getCause().getStage()).isEqualTo(Stage.BACKUP);
  }

  @Test
  void aSourceThatCannotBeAskedIsNoLoss() {
    Entry only = protect(FIRST, null);
    clouds.backup.remove(entry(only));
    clouds.originServer.faults().on(Operation.GET).once().status(403);

    CopyResult result = verify(only, 1);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.PERMANENT);
    assertThat(result.getCause().getStage()).isEqualTo(Stage.ORIGIN);
    assertThat(result.getCause().getCauseClass()).isEqualTo("ACCESS_DENIED");
  }

  @Test
  void aBitThatTurnedOverOnTheWayIsNoRot() {
    Entry only = protect(FIRST, null);
    clouds.backupServer.faults().on(Operation.GET).once().flipAnswerBit();

    CopyResult result = verify(only, 1);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.VERIFIED);
    assertThat(result.getDoubts()).isEmpty();
    assertThat(clouds.copier.entries(KEY)).containsExactly(only.getName());
  }

  @Test
  void fewerVersionsThanTheLedgerKnewAreTold() {
    Entry one = protect(FIRST, null);
    Entry two = protect(SECOND, one);
    clouds.backup.remove(entry(one));

    CopyResult result = verify(two, 2);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.VERIFIED);
    assertThat(result.getVersions()).isEqualTo(1);
    assertThat(result.getDoubts())
        .singleElement()
        .satisfies(
            doubt -> {
              assertThat(doubt.getStage()).isEqualTo(Stage.SCRUB);
              assertThat(doubt.getCauseClass()).isEqualTo("LOST_VERSION");
              assertThat(doubt.getDetail()).contains("held 2 versions and now lists 1");
            });
  }

  @Test
  void manyVersionsAreGivenTheTimeThatTheyTake() {
    Entry last = protect(FIRST, null);
    for (int i = 0; i < 5; i++) {
      last = protect(Pictures.page(10 + i, 60, 80), last);
    }
    clouds.backupServer.journal().start();

    CopyResult result = verify(last, 6);

    assertThat(result.getVersions()).isEqualTo(6);
    assertThat(clouds.backupServer.journal().exchanges().stream().map(Exchange::operation))
        .filteredOn(Operation.GET::equals)
        .hasSize(6);
  }
}
