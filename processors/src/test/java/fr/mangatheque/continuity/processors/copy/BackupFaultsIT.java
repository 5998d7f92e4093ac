package fr.mangatheque.continuity.processors.copy;

import static fr.mangatheque.continuity.schemas.event.CopyOutcome.VERIFIED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.testkit.s3.Fault;
import fr.mangatheque.continuity.testkit.s3.FaultSpec;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.Quirk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BackupFaultsIT {
  private static final String KEY = "library/akira/01.jpg";
  private static final byte[] PAGE = Pictures.page(8);

  @TempDir private Path dir;
  private @Nullable TwoClouds clouds;

  @AfterEach
  void close() {
    if (clouds != null) {
      clouds.close();
    }
  }

  private TwoClouds open() {
    return open(CopyFixture.settings(dir), EndpointTraits.FULL);
  }

  private TwoClouds open(CopySettings settings, EndpointTraits traits, Quirk... quirks) {
    TwoClouds opened = new TwoClouds(settings, traits, quirks);
    opened.origin.put(KEY, PAGE);
    clouds = opened;
    return opened;
  }

  private static FaultSpec put(TwoClouds clouds) {
    return clouds.backupServer.faults().on(Operation.PUT);
  }

  private static CopyResult copy(TwoClouds clouds) {
    return clouds.copier.copy(CopyFixture.first(KEY));
  }

  private static CopyResult retry(TwoClouds clouds) {
    return clouds.copier.copy(CopyFixture.request(KEY).setAttempt(2).build());
  }

  private static List<String> classes(CopyResult result) {
    return result.getDoubts().stream().map(Cause::getCauseClass).toList();
  }

  private static byte[] held(TwoClouds clouds, CopyResult result) {
    return clouds.backup.bytes("objects/" + KEY + "/" + result.getEntry().getName());
  }

  record Bad(String name, Function<FaultSpec, Fault> fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of(new Bad("403", f -> f.status(403)), "ACCESS_DENIED", true),
        Arguments.of(new Bad("missing bucket", FaultSpec::noSuchBucket), "NO_SUCH_BUCKET", true),
        Arguments.of(new Bad("500", f -> f.status(500)), "SERVER_ERROR", false),
        Arguments.of(new Bad("503 SlowDown", FaultSpec::slowDown), "THROTTLED", false),
        Arguments.of(new Bad("black hole", FaultSpec::blackHole), "TIMEOUT", false));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadDayOfTheBackupIsToldAndHealsByItself(Bad bad, String causeClass, boolean permanent) {
    TwoClouds between = open();
    Fault fault = bad.fault().apply(put(between));
    CopyResult failed = copy(between);
    fault.clear();
    CopyResult healed = retry(between);

    assertThat(failed.getOutcome())
        .isEqualTo(permanent ? CopyOutcome.PERMANENT : CopyOutcome.RETRYABLE);
    assertThat(failed.getCause().getStage()).isEqualTo(Stage.BACKUP);
    assertThat(failed.getCause().getCauseClass()).isEqualTo(causeClass);
    assertThat(healed.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(between.backup.size()).isEqualTo(1);
    assertThat(held(between, healed)).isEqualTo(PAGE);
  }

  @Test
  void anAnswerLostAfterStoringWritesNothingTwice() {
    TwoClouds between = open();
    put(between).once().loseAnswer();

    CopyResult failed = copy(between);
    CopyResult healed = retry(between);

    assertThat(failed.getOutcome()).isEqualTo(CopyOutcome.RETRYABLE);
    assertThat(healed.getOutcome()).isEqualTo(CopyOutcome.ALREADY_PRESENT);
    assertThat(between.backup.size()).isEqualTo(1);
    assertThat(held(between, healed)).isEqualTo(PAGE);
  }

  @Test
  void aRefusalBecauseOfAnEntryThatIsNotThereIsAContradiction() {
    TwoClouds between = open();
    Fault fault = put(between).status(412);

    CopyResult failed = copy(between);
    fault.clear();

    assertThat(failed.getOutcome()).isEqualTo(CopyOutcome.RETRYABLE);
    assertThat(failed.getCause().getCauseClass()).isEqualTo("CONTRADICTION");
    assertThat(fault.hits()).isEqualTo(2);
    assertThat(retry(between).getOutcome()).isEqualTo(CopyOutcome.COPIED);
  }

  @Test
  void aWriteThatWasNotKeptIsFoundByTheSampleAndMadeAgain() {
    TwoClouds between = open(CopyFixture.settings(dir).withReadBack(10, 1000), EndpointTraits.FULL);
    put(between).once().keepNothing();

    CopyResult result = copy(between);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(result.getEntry().getVerifiedAt()).isNotNull();
    assertThat(classes(result)).containsExactly("NOT_KEPT");
    assertThat(between.backup.size()).isEqualTo(1);
    assertThat(held(between, result)).isEqualTo(PAGE);
  }

  @Test
  void aBackupThatKeepsNothingIsNotBelieved() {
    TwoClouds between = open(CopyFixture.settings(dir).withReadBack(10, 1000), EndpointTraits.FULL);
    put(between).keepNothing();

    CopyResult result = copy(between);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.RETRYABLE);
    assertThat(result.getCause().getCauseClass()).isEqualTo("NOT_KEPT");
    assertThat(result.getEntry()).isNull();
  }

  @Test
  void aWriteKeptWithOtherBytesIsRepairedBesideIt() {
    TwoClouds between = open(CopyFixture.settings(dir).withReadBack(10, 1000), EndpointTraits.FULL);
    put(between).once().flipStoredBit();

    CopyResult result = copy(between);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(result.getEntry().getName()).endsWith("~r1");
    assertThat(classes(result)).containsExactly("NOT_KEPT");
    assertThat(between.backup.size()).isEqualTo(2);
    assertThat(held(between, result)).isEqualTo(PAGE);
  }

  @Test
  void whatIsSpoiltEachTimeIsNotBelievedWhenItIsTriedAgain() {
    TwoClouds between = open(CopyFixture.settings(dir).withReadBack(1, 1000), EndpointTraits.FULL);
    Fault fault = put(between).key(name -> name.contains(KEY)).flipStoredBit();
    CopyResult first = copy(between);
    between.origin.put("library/other.jpg", PAGE);
    CopyResult other = between.copier.copy(CopyFixture.first("library/other.jpg"));
    CopyResult again = retry(between);
    fault.clear();

    CopyResult healed = retry(between);

    assertThat(other.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(List.of(first, again))
        .allSatisfy(
            failed -> {
              assertThat(failed.getOutcome()).isEqualTo(CopyOutcome.RETRYABLE);
              assertThat(failed.getCause().getCauseClass()).isEqualTo("NOT_KEPT");
              assertThat(classes(failed)).contains("NOT_KEPT");
            });
    assertThat(healed.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(healed.getEntry().getVerifiedAt()).isNotNull();
    assertThat(held(between, healed)).isEqualTo(PAGE);
  }

  @ParameterizedTest
  @MethodSource("oddKeys")
  void aVersionThatVanishedIsWrittenAgainWhateverItsKey(String key) {
    TwoClouds between = open();
    between.origin.put(key, PAGE);
    Entry known = between.copier.copy(CopyFixture.first(key)).getEntry();
    Map<String, String> before = contents(between);
    String name =
        CopyFixture.LAYOUT
            .entry(new ObjectKey(key), EntryNames.parse(known.getName()).orElseThrow())
            .value();
    between.backup.remove(name);

    CopyResult result =
        between.copier.copy(
            CopyFixture.request(key)
                .setGreatest(known)
                .setTask(CopyTask.VERIFY)
                .setVersions(1)
                .build());

    assertThat(result.getOutcome()).as(String.valueOf(result.getCause())).isEqualTo(VERIFIED);
    assertThat(result.getEntry().getName()).isEqualTo(known.getName());
    assertThat(classes(result)).containsExactly("NOT_KEPT");
    assertThat(contents(between)).containsExactlyInAnyOrderEntriesOf(before);
  }

  static Stream<String> oddKeys() {
    return Stream.of(
        KEY,
        "\uD83D\uDE00/\uFFFF",
        "\u0001/\uFFFE",
        "k".repeat(900),
        "漫".repeat(341),
        "\uFFFF".repeat(300));
  }

  private static Map<String, String> contents(TwoClouds clouds) {
    return clouds.backup.keys().stream()
        .collect(
            Collectors.toMap(
                Function.identity(), name -> new String(clouds.backup.bytes(name), ISO_8859_1)));
  }

  @Test
  void whereTheStoreChecksNothingEachWriteIsCompared() {
    TwoClouds between =
        open(
            CopyFixture.settings(dir),
            new EndpointTraits(true, false, false, false, Duration.ZERO),
            Quirk.IGNORES_CHECKSUMS,
            Quirk.IGNORES_CONTENT_MD5);
    put(between).once().keepNothing();

    CopyResult result = copy(between);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(classes(result)).containsExactly("NOT_KEPT");
    assertThat(between.backupServer.counters().requests(Operation.HEAD)).isEqualTo(2);
    assertThat(held(between, result)).isEqualTo(PAGE);
  }

  @Test
  void whereConditionsAreIgnoredNothingIsOverwritten() {
    TwoClouds between =
        open(
            CopyFixture.settings(dir),
            new EndpointTraits(false, false, true, true, Duration.ZERO),
            Quirk.IGNORES_WRITE_CONDITIONS);
    CopyResult first = copy(between);
    Entry entry = first.getEntry();
    String name = "objects/" + KEY + "/" + entry.getName();
    between.backup.corrupt(name, 100);
    byte[] spoilt = between.backup.bytes(name);

    CopyResult second = copy(between);

    assertThat(first.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(between.backup.bytes(name)).isEqualTo(spoilt);
    assertThat(second.getOutcome()).isEqualTo(CopyOutcome.ALREADY_PRESENT);
  }

  @Test
  void aMarkerThatWasNotKeptIsWrittenAgain() {
    TwoClouds between = open();
    Entry known = copy(between).getEntry();
    between.origin.remove(KEY);
    put(between).once().keepNothing();

    CopyResult result = between.copier.copy(CopyFixture.task(CopyTask.CONFIRM_ABSENCE, KEY, known));

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.GONE);
    assertThat(between.backup.contains("objects/" + KEY + "/" + result.getEntry().getName()))
        .isTrue();
  }

  @Test
  void aLargeObjectGoesInPartsAndIsWhole() {
    TwoClouds between = open(CopyFixture.settings(dir).withReadBack(1, 1000), EndpointTraits.FULL);
    byte[] scan = Pictures.scan(9, 3200, 3600);
    between.origin.put("library/scan.jpg", scan);

    CopyResult result = between.copier.copy(CopyFixture.first("library/scan.jpg"));

    assertThat(scan.length).isGreaterThan(6 << 20);
    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(result.getEntry().getVerifiedAt()).isNotNull();
    assertThat(between.backup.bytes("objects/library/scan.jpg/" + result.getEntry().getName()))
        .isEqualTo(scan);
    assertThat(between.backupServer.counters().requests(Operation.UPLOAD_PART)).isEqualTo(2);
    assertThat(between.backup.unfinishedUploads()).isZero();
  }
}
