package fr.mangatheque.continuity.processors.ledger;

import static fr.mangatheque.continuity.processors.ledger.LedgerDriver.SOURCE;
import static fr.mangatheque.continuity.processors.ledger.LedgerDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ETag;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger asks to be read back, and what it makes of the answers. */
class ReadBacksTest {
  private static final int WINDOW = 8;
  private static final Duration WITHIN = Duration.ofDays(10);
  private static final Duration TURN = Duration.ofMillis(100);
  private static final long PLENTY = 1L << 40;

  @TempDir Path directory;
  private LedgerDriver ledger;
  private Instant now = START;

  @BeforeEach
  void start() {
    ledger = new LedgerDriver(directory, WINDOW);
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  private void pass(Duration time) {
    ledger.pass(time);
    // a turn on a busy machine may end before it has done all
    IntStream.range(0, 5).forEach(_ -> ledger.pass(TURN));
    now = now.plus(time).plus(TURN.multipliedBy(5));
  }

  private void hint(String key, ETag tag) {
    ledger.change(
        ObjectChange.newBuilder()
            .setSource(SOURCE)
            .setObjectKey(key)
            .setKind(ChangeKind.CREATED)
            .setEtag(tag.value())
            .setSize(Examples.SIZE)
            .setOccurredAt(START)
            .build());
  }

  private CopyResult.Builder answer(CopyRequest request, CopyOutcome outcome) {
    return CopyResult.newBuilder()
        .setRequestId(request.getId())
        .setSource(SOURCE)
        .setObjectKey(request.getObjectKey())
        .setAttempt(request.getAttempt())
        .setOutcome(outcome)
        .setWorker("test")
        .setAt(now);
  }

  private void copied(CopyRequest request) {
    ledger.result(
        answer(request, CopyOutcome.COPIED)
            .setEntry(EntryCodec.toRecord(Examples.version()))
            .build());
  }

  private void verified(CopyRequest request) {
    KnownEntry entry = Examples.version();
    ledger.result(
        answer(request, CopyOutcome.VERIFIED)
            .setEntry(
                EntryCodec.toRecord(
                    new KnownEntry(
                        entry.name(), entry.size(), entry.etag(), entry.lastModified(), now)))
            .setVersions(1)
            .setHeldBytes(entry.size())
            .build());
  }

  private void lost(CopyRequest request, @Nullable KnownEntry greatest) {
    ledger.result(
        answer(request, CopyOutcome.PERMANENT)
            .setEntry(greatest == null ? null : EntryCodec.toRecord(greatest))
            .setCause(new Cause(Stage.SCRUB, "LOST_VERSION", "the version … is lost"))
            .build());
  }

  private void protect(String key) {
    hint(key, Examples.TAG);
    ledger.requests().forEach(this::copied);
  }

  private void grant(long bytes, long requests) {
    ledger.order(
        "any",
        ObjectChange.newBuilder()
            .setSource(SOURCE)
            .setObjectKey("")
            .setKind(ChangeKind.SCRUB_GRANTED)
            .setSize(bytes)
            .setRequests(requests)
            .setWithin(WITHIN.toMillis())
            .build());
    pass(TURN);
  }

  /** Answers until nothing more is asked. */
  private List<CopyRequest> readAllBack() {
    List<CopyRequest> all = new ArrayList<>();
    for (List<CopyRequest> asked = ledger.requests(); !asked.isEmpty(); asked = ledger.requests()) {
      all.addAll(asked);
      asked.forEach(this::verified);
      pass(TURN);
    }
    return all;
  }

  @Test
  void whatWasJustProvenIsNotReadBackAndWhatIsDueIs() {
    protect("page");
    grant(PLENTY, PLENTY);
    List<CopyRequest> early = ledger.requests();
    pass(WITHIN.dividedBy(10).multipliedBy(9).plusMillis(1));

    grant(PLENTY, PLENTY);

    assertThat(early).isEmpty();
    assertThat(ledger.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getTask()).isEqualTo(CopyTask.VERIFY);
              assertThat(request.getReason()).isEqualTo(RequestReason.SCRUB);
              assertThat(request.getVersions()).isEqualTo(1);
              assertThat(request.getGreatest().getName())
                  .isEqualTo(Examples.version().name().format());
            });
  }

  @Test
  void everythingIsReadBackWithinTheTimeAndSpreadOverIt() {
    IntStream.range(0, 100).forEach(i -> protect("page-" + i));
    List<Integer> aDay = new ArrayList<>();
    for (int day = 0; day < 9; day++) {
      pass(Duration.ofDays(1));
      grant(PLENTY, PLENTY);
      aDay.add(readAllBack().size());
    }

    assertThat(aDay.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    assertThat(aDay).allMatch(count -> count < 40);
    assertThat(ledger.state("page-7").greatest().verifiedAt()).isAfter(START);
    assertThat(ledger.state("page-7").held()).isEqualTo(new Held(1, Examples.SIZE));
    assertThat(ledger.failures()).isEmpty();
  }

  @Test
  void noMoreIsAskedThanWasGrantedAndAnObjectLargerThanItIsPaidForLater() {
    IntStream.range(0, 20).forEach(i -> protect("page-" + i));
    pass(WITHIN);
    grant(Examples.SIZE * 4, PLENTY);
    int first = readAllBack().size();
    grant(PLENTY, 3);
    int second = readAllBack().size();
    grant(1, PLENTY);
    int third = readAllBack().size();
    grant(1, PLENTY);

    assertThat(List.of(first, second, third, readAllBack().size())).containsExactly(4, 3, 1, 0);
  }

  @Test
  void readBacksLeaveMostOfTheWindowToUploadsAndNeverGoBeforeThem() {
    IntStream.range(0, 20).forEach(i -> protect("page-" + i));
    pass(WITHIN);
    IntStream.range(0, WINDOW + 1).forEach(i -> hint("fresh-" + i, Examples.TAG));
    List<CopyRequest> fresh = ledger.requests();
    grant(PLENTY, PLENTY);
    List<CopyRequest> meanwhile = ledger.requests();
    fresh.forEach(this::copied);
    ledger.requests().forEach(this::copied);

    pass(TURN);

    assertThat(fresh).hasSize(WINDOW);
    assertThat(meanwhile).isEmpty();
    assertThat(ledger.requests()).hasSize(WINDOW / 4);
  }

  @Test
  void aHintOfNothingNewLeavesAReadBackAloneAndOneOfNewContentGoesFirst() {
    protect("page");
    pass(WITHIN);
    grant(PLENTY, PLENTY);
    CopyRequest readBack = ledger.requests().getFirst();
    hint("page", Examples.TAG);
    ObjectState same = ledger.state("page");
    hint("page", new ETag("tag-b"));

    verified(readBack);

    assertThat(ObjectView.of(same).orElseThrow().state()).isEqualTo(ObjectView.State.PROTECTED);
    assertThat(ledger.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getTask()).isEqualTo(CopyTask.COPY);
              assertThat(request.getReason()).isEqualTo(RequestReason.EVENT);
            });
  }

  @Test
  void aLostVersionIsToldUntilItIsReadBackAndTheObjectStaysProtected() {
    protect("page");
    pass(WITHIN);
    grant(PLENTY, PLENTY);
    lost(ledger.requests().getFirst(), Examples.version());
    List<FailureEvent> told = ledger.failures();
    ObjectView view = ObjectView.of(ledger.state("page")).orElseThrow();
    hint("page", new ETag("tag-b"));
    copied(ledger.requests().getFirst());
    List<FailureEvent> afterACopy = ledger.failures();
    pass(Duration.ofMinutes(90));
    verified(ledger.requests().getFirst());

    assertThat(told)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.getCauseKey()).isEqualTo("uploads/SCRUB/LOST_VERSION");
              assertThat(failure.getPermanent()).isTrue();
              assertThat(failure.getObjectKey()).isEqualTo("page");
              assertThat(failure.getClearsAt()).isNull();
            });
    assertThat(view.state()).isEqualTo(ObjectView.State.PROTECTED);
    assertThat(view.doubts()).hasSize(1);
    assertThat(afterACopy).isEmpty();
    assertThat(ledger.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.getKind()).isEqualTo(FailureKind.CLEARED));
    assertThat(ledger.state("page").phase()).isEqualTo(Phase.SETTLED);
  }

  @Test
  void whatAPersonAsksForIsReadBackAtOnceWhereAVersionIsLost() {
    protect("page");
    pass(WITHIN);
    grant(PLENTY, PLENTY);
    lost(ledger.requests().getFirst(), Examples.version());
    ledger.change(
        ObjectChange.newBuilder()
            .setSource(SOURCE)
            .setObjectKey("page")
            .setKind(ChangeKind.REQUESTED)
            .setOccurredAt(START)
            .build());

    copied(ledger.requests().getFirst());

    assertThat(ledger.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getTask()).isEqualTo(CopyTask.VERIFY);
              assertThat(request.getReason()).isEqualTo(RequestReason.REQUESTED);
            });
  }

  @Test
  void whereTheGreatestVersionIsLostTheSourceIsAskedAtOnce() {
    protect("page");
    pass(WITHIN);
    grant(PLENTY, PLENTY);

    lost(ledger.requests().getFirst(), null);

    assertThat(ledger.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.getTask()).isEqualTo(CopyTask.COPY));
  }

  @Test
  void aGrantThatIsTooSmallForThePromiseIsToldUntilOneIsEnough() {
    IntStream.range(0, 10).forEach(i -> protect("page-" + i));
    pass(WITHIN);
    grant(1, 1);
    readAllBack();
    pass(Duration.ofHours(1));
    List<FailureEvent> before = ledger.failures();
    grant(PLENTY, PLENTY);
    List<FailureEvent> behind = ledger.failures();
    readAllBack();
    pass(Duration.ofHours(1));

    grant(PLENTY, PLENTY);

    assertThat(before).isEmpty();
    assertThat(behind)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.getKind()).isEqualTo(FailureKind.RAISED);
              assertThat(failure.getCauseKey()).isEqualTo("uploads/SCRUB/BEHIND");
              assertThat(failure.getDetail()).contains("scrub.within");
            });
    assertThat(ledger.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.getKind()).isEqualTo(FailureKind.CLEARED);
              assertThat(failure.getObjectKey()).isEqualTo(behind.getFirst().getObjectKey());
            });
  }

  @Test
  void whatAnOlderVersionLeftIsReadBackToo() {
    ledger.leave("page", Examples.isProtected());
    pass(TURN);

    grant(PLENTY, PLENTY);

    assertThat(ledger.requestedKeys()).containsExactly("page");
  }

  private List<Double> covered() {
    for (int i = 0; i < 200 && !ledger.has("continuity.scrub.covered.versions"); i++) {
      // on a busy machine it takes some turns to count what was there
      pass(Duration.ofSeconds(5));
    }
    return List.of(
        ledger.gauge("continuity.scrub.held.versions"),
        ledger.gauge("continuity.scrub.held"),
        ledger.gauge("continuity.scrub.covered.versions"),
        ledger.gauge("continuity.scrub.covered"));
  }

  private static List<Double> of(int held, int covered) {
    double size = Examples.SIZE;
    return List.of((double) held, held * size, (double) covered, covered * size);
  }

  @Test
  void howMuchWasReadBackWithinTheTimeIsTold() {
    protect("continuity-canary/1");
    IntStream.range(0, 10).forEach(i -> protect("page-" + i));
    grant(PLENTY, PLENTY);
    List<Double> fresh = covered();
    pass(WITHIN);
    grant(PLENTY, 3);
    readAllBack();
    pass(Duration.ofSeconds(6));
    List<Double> read = covered();
    pass(WITHIN.minusHours(1));
    List<Double> almost = covered();
    pass(Duration.ofHours(2));

    assertThat(fresh).isEqualTo(of(10, 0));
    assertThat(read).isEqualTo(of(10, 3));
    assertThat(almost).isEqualTo(of(10, 3));
    assertThat(covered()).isEqualTo(of(10, 0));
  }

  @Test
  void whatWasReadBackBeforeTheStartCountsAndIsToldOnlyWhileThePartitionIsHere() {
    ObjectState isProtected = Examples.isProtected();
    KnownEntry entry = Examples.version();
    ledger.leave("page-1", isProtected);
    ledger.leave(
        "page-2",
        isProtected.withGreatest(
            new KnownEntry(entry.name(), entry.size(), entry.etag(), entry.lastModified(), START)));
    pass(TURN);
    boolean beforeAGrant = ledger.has("continuity.scrub.covered.versions");

    grant(1, 1);
    List<Double> told = covered();
    LedgerDriver before = ledger;
    before.close();
    ledger = new LedgerDriver(directory.resolve("next"), WINDOW);

    assertThat(beforeAGrant).isFalse();
    assertThat(told).isEqualTo(of(2, 1));
    assertThat(before.has("continuity.scrub.covered.versions")).isFalse();
    assertThat(before.has("continuity.scrub.oldest.timestamp")).isFalse();
  }

  @Test
  void canariesAreNotReadBack() {
    protect("continuity-canary/1");
    pass(WITHIN);

    grant(PLENTY, PLENTY);

    assertThat(ledger.requests()).isEmpty();
  }
}
