package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scans show, what they do not, and what comes of it. */
class ScansTest {
  private static final String JUDGED = "continuity.ledger.absence.judged";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant UPLOADED = Examples.NOW;

  @TempDir Path directory;
  private LedgerDriver ledger;
  private Instant audit = LedgerDriver.START;

  @BeforeEach
  void start() {
    ledger = new LedgerDriver(directory, 100);
    pass(MINUTE);
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  private void pass(Duration time) {
    ledger.pass(time);
    audit = audit.plus(time);
  }

  private void protect(String... keys) {
    for (String key : keys) {
      ledger.change(hint(key, ChangeKind.CREATED).build());
    }
    ledger.requests().forEach(request -> ledger.result(copied(request)));
    pass(MINUTE);
  }

  private static CopyResult copied(CopyRequest request) {
    return answer(request, CopyOutcome.COPIED);
  }

  private static CopyResult answer(CopyRequest request, CopyOutcome outcome) {
    boolean failed = outcome == CopyOutcome.RETRYABLE;
    return CopyResult.newBuilder()
        .setRequestId(request.getId())
        .setSource(request.getSource())
        .setObjectKey(request.getObjectKey())
        .setAttempt(request.getAttempt())
        .setOutcome(outcome)
        .setEntry(failed ? null : EntryCodec.toRecord(Examples.version()))
        .setCause(failed ? new Cause(Stage.BACKUP, "UNREACHABLE", "refused") : null)
        .setWorker("test")
        .setAt(LedgerDriver.START)
        .build();
  }

  private static ObjectChange.Builder hint(String key, ChangeKind kind) {
    return ObjectChange.newBuilder()
        .setSource(LedgerDriver.SOURCE)
        .setObjectKey(key)
        .setKind(kind)
        .setEtag(Examples.TAG.value())
        .setSize(Examples.SIZE)
        .setOccurredAt(UPLOADED);
  }

  private ObjectChange.Builder seen(String key, String job) {
    return hint(key, ChangeKind.OBSERVED)
        .setLastModified(UPLOADED)
        .setOccurredAt(audit.plusSeconds(1))
        .setScanId("uploads/" + job + "@" + audit)
        .setScanStartedAt(audit);
  }

  private void observe(String... keys) {
    for (String key : keys) {
      ledger.change(seen(key, "audit").build());
    }
  }

  private CopyResult listing(String key, KnownEntry entry, CopyOutcome outcome, int versions) {
    return CopyResult.newBuilder()
        .setRequestId("")
        .setSource(LedgerDriver.SOURCE)
        .setObjectKey(key)
        .setAttempt(0)
        .setOutcome(outcome)
        .setEntry(EntryCodec.toRecord(entry))
        .setVersions(versions)
        .setHeldBytes(versions * Examples.SIZE)
        .setScanStartedAt(audit)
        .setWorker("scan")
        .setAt(audit)
        .build();
  }

  private void list(String... keys) {
    for (String key : keys) {
      ledger.result(listing(key, Examples.version(), CopyOutcome.LISTED, 1));
    }
  }

  private void end() {
    double before = ledger.count(JUDGED);
    ledger.order("uploads", ended(audit));
    pass(Duration.ofSeconds(5));
    for (int turns = 0; turns < 1000 && ledger.count(JUDGED) == before; turns++) {
      pass(Duration.ofMillis(100));
    }
    assertThat(ledger.count(JUDGED)).isEqualTo(before + 1);
  }

  private static ObjectChange ended(Instant startedAt) {
    return ObjectChange.newBuilder()
        .setSource(LedgerDriver.SOURCE)
        .setObjectKey("")
        .setKind(ChangeKind.SCAN_ENDED)
        .setScanId("uploads/audit@" + startedAt)
        .setScanStartedAt(startedAt)
        .build();
  }

  @Test
  void whatACompleteAuditSeesOnBothSidesCostsNothing() {
    protect("a", "b");

    observe("a", "b");
    list("a", "b");
    end();

    assertThat(ledger.requests()).isEmpty();
  }

  @Test
  void whatACompleteAuditDidNotSeeInTheSourceIsLookedAt() {
    protect("a", "b", "continuity-canary/1");

    observe("a");
    list("a", "b");
    end();

    assertThat(ledger.requests())
        .singleElement()
        .satisfies(
            look -> {
              assertThat(look.getObjectKey()).isEqualTo("b");
              assertThat(look.getTask()).isEqualTo(CopyTask.COPY);
              assertThat(look.getReason()).isEqualTo(RequestReason.SCAN);
            });
  }

  @Test
  void anEntryThatTheBackupNoLongerShowsIsVerified() {
    protect("a", "b");

    observe("a", "b");
    list("a");
    end();

    assertThat(ledger.requests())
        .singleElement()
        .satisfies(
            look -> {
              assertThat(look.getObjectKey()).isEqualTo("b");
              assertThat(look.getTask()).isEqualTo(CopyTask.VERIFY);
            });
  }

  @Test
  void aKeyWithFewerVersionsThanThereWereIsVerified() {
    ledger.result(listing("a", Examples.version(), CopyOutcome.REBUILT, 3));
    pass(MINUTE);

    ledger.result(listing("a", Examples.version(), CopyOutcome.LISTED, 2));

    assertThat(ledger.requests())
        .singleElement()
        .extracting(CopyRequest::getTask)
        .isEqualTo(CopyTask.VERIFY);
    assertThat(ledger.state("a").held().versions()).isEqualTo(3);
  }

  @Test
  void anOlderGreatestEntryThanTheOneKnownIsVerified() {
    protect("a");
    KnownEntry older =
        Examples.version(Examples.OTHER_HASH, Examples.TAG, UPLOADED.minusSeconds(9));

    ledger.result(listing("a", older, CopyOutcome.LISTED, 1));

    assertThat(ledger.requests())
        .singleElement()
        .extracting(CopyRequest::getTask)
        .isEqualTo(CopyTask.VERIFY);
  }

  @Test
  void aRebuildDuringLiveTrafficHasTheSourceAskedOnceMore() {
    ledger.change(hint("a", ChangeKind.CREATED).build());
    CopyRequest sentBefore = ledger.requests().getFirst();
    KnownEntry later = Examples.version(Examples.OTHER_HASH, Examples.TAG, UPLOADED.plusSeconds(9));

    ledger.result(listing("a", later, CopyOutcome.REBUILT, 1));
    ledger.result(copied(sentBefore));

    assertThat(ledger.requests())
        .singleElement()
        .satisfies(
            again -> assertThat(again.getGreatest().getName()).isEqualTo(later.name().format()));
  }

  @Test
  void marksOfAReconcileOrOfAnEarlierAuditAreNone() {
    protect("a", "b");
    observe("a");
    list("a", "b");
    pass(Duration.ofDays(1));

    ledger.change(seen("b", "reconcile").build());
    list("a", "b");
    end();

    assertThat(ledger.requestedKeys()).containsExactly("a", "b");
  }

  @Test
  void whatCameToBeKnownSinceTheAuditBeganIsNotMissed() {
    Instant began = audit;
    protect("fresh");
    audit = began;

    end();

    assertThat(ledger.requests()).isEmpty();
  }

  @Test
  void anAuditThatBeganBeforeTheMarksDidConcludesNothing() {
    protect("a");

    ledger.order("uploads", ended(LedgerDriver.START.minusSeconds(1)));
    pass(MINUTE);

    assertThat(ledger.requests()).isEmpty();
    assertThat(ledger.count("continuity.ledger.absence.voided")).isEqualTo(1);
  }

  @Test
  void manyAbsencesKeepToTheWindow() {
    String[] keys = IntStream.range(0, 90).mapToObj("page-%d"::formatted).toArray(String[]::new);
    protect(keys);
    IntStream.range(0, 60)
        .forEach(i -> ledger.change(hint("new-" + i, ChangeKind.CREATED).build()));
    ledger.requests();

    list(keys);
    end();

    List<CopyRequest> sent = ledger.requests();
    assertThat(sent).hasSize(40).allSatisfy(r -> assertThat(r.getObjectKey()).startsWith("page"));
  }

  @Test
  void anEntryThatOnlyAnAuditKnowsIsTakenInAndLookedAt() {
    ledger.result(listing("a", Examples.version(), CopyOutcome.LISTED, 2));

    assertThat(ledger.requests())
        .singleElement()
        .satisfies(
            look ->
                assertThat(look.getGreatest()).isEqualTo(EntryCodec.toRecord(Examples.version())));
    assertThat(ledger.state("a").held()).isEqualTo(new Held(2, 2 * Examples.SIZE));
  }

  @Test
  void aLedgerMadeAnewTakesTheBackupsWordAndTheAuditAfterItCostsNothing() {
    for (String key : List.of("a", "b")) {
      ledger.result(listing(key, fromListing(), CopyOutcome.REBUILT, 1));
    }
    pass(MINUTE);

    observe("a", "b");
    list("a", "b");
    end();

    assertThat(ledger.requests()).isEmpty();
    assertThat(ledger.state("a").greatest().name()).isEqualTo(Examples.version().name());
  }

  private static KnownEntry fromListing() {
    KnownEntry version = Examples.version();
    return new KnownEntry(version.name(), version.size(), version.etag(), null, null);
  }

  @Test
  void whatNoEventAnnouncedIsCountedOnceItIsCopied() {
    observe("a", "b", "c");
    List<CopyRequest> looks = ledger.requests();

    ledger.result(copied(looks.get(0)));
    ledger.result(answer(looks.get(1), CopyOutcome.ALREADY_PRESENT));
    ledger.result(answer(looks.get(2), CopyOutcome.RETRYABLE));
    double first = missed();
    pass(MINUTE);
    ledger.result(copied(ledger.requests().getFirst()));

    assertThat(first).isEqualTo(1);
    assertThat(missed()).isEqualTo(2);
  }

  private double missed() {
    return ledger.count("continuity.ledger.missed.events", "source", LedgerDriver.SOURCE);
  }

  @Test
  void whatWasToBeFoundByNobodyButAScanIsNotMissed() {
    ledger.change(seen("backfilled", "audit").setBackfill(true).build());
    ledger.change(seen("continuity-canary/1", "audit").build());
    ledger.change(seen("just-now", "audit").setLastModified(audit.minusSeconds(30)).build());
    ledger.change(seen("announced-late", "audit").build());
    ledger.change(hint("announced-late", ChangeKind.CREATED).build());

    ledger.requests().forEach(request -> ledger.result(copied(request)));

    assertThat(missed()).isZero();
  }

  @Test
  void manyMissedEventsAreToldOfAndEndByThemselves() {
    String[] keys = IntStream.range(0, 20).mapToObj("page-%d"::formatted).toArray(String[]::new);
    observe(keys);

    ledger.requests().forEach(request -> ledger.result(copied(request)));

    assertThat(ledger.failures())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.getCauseKey()).isEqualTo("uploads/SCAN/MISSED_EVENTS");
              assertThat(told.getObjectKey()).isNull();
              assertThat(told.getDetail()).startsWith("11 objects").contains("page-10");
              assertThat(told.getClearsAt()).isEqualTo(told.getAt().plus(Duration.ofHours(1)));
            });
  }
}
