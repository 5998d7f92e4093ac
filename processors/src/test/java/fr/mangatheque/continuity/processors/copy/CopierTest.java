package fr.mangatheque.continuity.processors.copy;

import static fr.mangatheque.continuity.processors.copy.CopyFixture.first;
import static fr.mangatheque.continuity.processors.copy.CopyFixture.next;
import static fr.mangatheque.continuity.processors.copy.CopyFixture.task;
import static fr.mangatheque.continuity.schemas.event.CopyOutcome.ALREADY_PRESENT;
import static fr.mangatheque.continuity.schemas.event.CopyOutcome.COPIED;
import static fr.mangatheque.continuity.schemas.event.CopyOutcome.GONE;
import static fr.mangatheque.continuity.schemas.event.CopyOutcome.PERMANENT;
import static fr.mangatheque.continuity.schemas.event.CopyOutcome.RETRYABLE;
import static fr.mangatheque.continuity.schemas.event.CopyOutcome.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.store.ForwardingStore;
import fr.mangatheque.continuity.schemas.event.Announcement;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.backup.EntryMetadata;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.backup.EntryWriter;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopierTest {
  private static final String KEY = "library/one piece/0001/01.jpg";
  private static final byte[] PAGE = Pictures.page(1);
  private static final byte[] OTHER = Pictures.page(2);
  private static final ObjectHeaders JPEG =
      new ObjectHeaders(
          "image/jpeg", "max-age=60", null, null, null, null, Map.of("uploader", "mika"));

  @TempDir private Path dir;
  private final TestClock clock = new TestClock();
  private final MemoryObjectStore origin = new MemoryObjectStore(clock);
  private final MemoryObjectStore backup = new MemoryObjectStore(clock);
  private CopyFixture fixture;

  @BeforeEach
  void open() {
    fixture = new CopyFixture(origin, backup, CopyFixture.settings(dir), clock);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void upload(byte[] bytes) {
    origin.put(new ObjectKey(KEY), bytes, JPEG);
  }

  private Entry protect(byte[] bytes) {
    upload(bytes);
    return fixture.copy(first(KEY)).getEntry();
  }

  private static String name(Instant at, byte[] bytes) {
    Content content = Content.of(bytes);
    return EntryNames.version(at, content.sha256(), new ETag(content.md5().hex()), null).format();
  }

  @Test
  void aNewObjectIsCopiedUnderItsTimeHashAndTag() {
    upload(PAGE);

    CopyResult result = fixture.copy(first(KEY));

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(result.getEntry().getName()).isEqualTo(name(TestClock.START, PAGE));
    assertThat(result.getEntry().getSize()).isEqualTo(PAGE.length);
    assertThat(result.getEntry().getLastModified()).isEqualTo(TestClock.START);
    assertThat(result.getBytesRead()).isEqualTo(PAGE.length);
    assertThat(result.getDoubts()).isEmpty();
    assertThat(fixture.entries(KEY)).containsExactly(name(TestClock.START, PAGE));
  }

  @Test
  void headersAndUserMetadataGoAlong() {
    Entry entry = protect(PAGE);

    ObjectKey kept =
        CopyFixture.LAYOUT.entry(
            new ObjectKey(KEY), EntryNames.parse(entry.getName()).orElseThrow());
    assertThat(backup.head(kept))
        .isInstanceOfSatisfying(
            Look.Found.class,
            found ->
                assertThat(EntryMetadata.split(found.info().headers()).original()).isEqualTo(JPEG));
  }

  @Test
  void whatIsProtectedIsNotReadAgain() {
    Entry known = protect(PAGE);

    CopyResult result = fixture.copy(next(KEY, known));

    assertThat(result.getOutcome()).isEqualTo(UNCHANGED);
    assertThat(result.getEntry().getName()).isEqualTo(known.getName());
    assertThat(result.getBytesRead()).isZero();
  }

  @Test
  void aLaterUploadOfTheSameIsUnchangedAndItsTimeTold() {
    Entry known = protect(PAGE);
    clock.advance(Duration.ofMinutes(5));
    upload(PAGE);

    CopyResult result = fixture.copy(next(KEY, known));

    assertThat(result.getOutcome()).isEqualTo(UNCHANGED);
    assertThat(result.getSourceLastModified()).isEqualTo(clock.instant());
    assertThat(fixture.entries(KEY)).hasSize(1);
  }

  /** As a restore leaves it that sends in other parts than were sent at first. */
  @Test
  void theSameBytesUnderAnotherTagMakeNoSecondCopy() {
    Entry known = protectedInTwoParts(JPEG);
    clock.advance(Duration.ofMinutes(5));
    upload(PAGE);

    CopyResult result = fixture.copy(next(KEY, known));

    assertThat(result.getOutcome()).isEqualTo(ALREADY_PRESENT);
    assertThat(result.getEntry().getName()).isEqualTo(known.getName());
    assertThat(result.getEntry().getEtag()).isEqualTo(Content.of(PAGE).md5().hex());
    assertThat(result.getEntry().getLastModified()).isEqualTo(clock.instant());
    assertThat(fixture.entries(KEY)).containsExactly(known.getName());
  }

  @Test
  void theSameBytesUnderAnotherTagAndWithOtherHeadersAreAnotherVersion() {
    Entry known = protectedInTwoParts(JPEG.withUserMetadata(Map.of("uploader", "somebody else")));
    clock.advance(Duration.ofMinutes(5));
    upload(PAGE);

    CopyResult result = fixture.copy(next(KEY, known));

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(fixture.entries(KEY)).containsExactly(known.getName(), name(clock.instant(), PAGE));
  }

  private Entry protectedInTwoParts(ObjectHeaders headers) {
    Content content = Content.of(PAGE);
    ETag etag = new ETag("0123456789abcdef0123456789abcdef-2");
    EntryName.Version name = EntryNames.version(clock.instant(), content.sha256(), etag, null);
    new EntryWriter(backup, CopyFixture.LAYOUT)
        .version(new ObjectKey(KEY), name, content, headers, etag, clock.instant());
    return new KnownEntry(name, content.size(), etag, clock.instant(), null).toEvent();
  }

  @Test
  void changedHeadersMakeANewEntryOfTheSameContent() {
    Entry known = protect(PAGE);
    clock.advance(Duration.ofMinutes(5));
    origin.put(
        new ObjectKey(KEY), PAGE, JPEG.withUserMetadata(Map.of("uploader", "somebody else")));

    CopyResult result = fixture.copy(task(CopyTask.COMPARE_HEADERS, KEY, known));

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(fixture.entries(KEY)).containsExactly(known.getName(), name(clock.instant(), PAGE));
  }

  @Test
  void anEntryTheBackupLostIsWrittenAgainWithADoubt() {
    Entry known = protect(PAGE);
    backup.remove(
        CopyFixture.LAYOUT.entry(
            new ObjectKey(KEY), EntryNames.parse(known.getName()).orElseThrow()));

    CopyResult result = fixture.copy(task(CopyTask.COMPARE_HEADERS, KEY, known));

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(fixture.entries(KEY)).containsExactly(known.getName());
    assertThat(result.getDoubts())
        .singleElement()
        .satisfies(doubt -> assertThat(doubt.getCauseClass()).isEqualTo("NOT_KEPT"));
  }

  @Test
  void anOverwriteWithinTheSecondComesAfterWhatItReplaced() {
    Entry known = protect(PAGE);
    upload(OTHER);

    CopyResult result = fixture.copy(next(KEY, known));

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(fixture.entries(KEY))
        .containsExactly(known.getName(), name(TestClock.START.plusMillis(1), OTHER));
  }

  @Test
  void whatComesBackWithinTheSecondIsWrittenAThirdTime() {
    Entry a = protect(PAGE);
    upload(OTHER);
    Entry b = fixture.copy(next(KEY, a)).getEntry();
    upload(PAGE);

    CopyResult result = fixture.copy(next(KEY, b));

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(fixture.entries(KEY))
        .containsExactly(a.getName(), b.getName(), name(TestClock.START.plusMillis(2), PAGE));
  }

  @Test
  void absenceSeenOnceWritesNothing() {
    Entry known = protect(PAGE);
    origin.remove(new ObjectKey(KEY));

    CopyResult result = fixture.copy(next(KEY, known));

    assertThat(result.getOutcome()).isEqualTo(GONE);
    assertThat(result.getEntry().getName()).isEqualTo(known.getName());
    assertThat(fixture.entries(KEY)).containsExactly(known.getName());
  }

  @Test
  void absenceConfirmedBecomesAMarkerAfterTheVersions() {
    Entry known = protect(PAGE);
    origin.remove(new ObjectKey(KEY));

    CopyResult result = fixture.copy(task(CopyTask.CONFIRM_ABSENCE, KEY, known));

    EntryName.Marker marker = new EntryName.Marker(TestClock.START.plusMillis(1));
    assertThat(result.getOutcome()).isEqualTo(GONE);
    assertThat(result.getEntry().getName()).isEqualTo(marker.format());
    assertThat(result.getEntry().getSize()).isZero();
    assertThat(fixture.entries(KEY)).containsExactly(known.getName(), marker.format());
  }

  @Test
  void absenceOfWhatWasNeverProtectedWritesNothing() {
    CopyResult result = fixture.copy(task(CopyTask.CONFIRM_ABSENCE, KEY, null));

    assertThat(result.getOutcome()).isEqualTo(GONE);
    assertThat(result.getEntry()).isNull();
    assertThat(fixture.entries(KEY)).isEmpty();
  }

  @Test
  void aMarkerWrittenAndNotToldIsFoundAndNotWrittenTwice() {
    Entry known = protect(PAGE);
    origin.remove(new ObjectKey(KEY));
    CopyResult lost = fixture.copy(task(CopyTask.CONFIRM_ABSENCE, KEY, known));
    clock.advance(Duration.ofSeconds(30));

    CopyResult result = fixture.copyRedelivered(task(CopyTask.CONFIRM_ABSENCE, KEY, known));

    assertThat(result.getOutcome()).isEqualTo(GONE);
    assertThat(result.getEntry()).isEqualTo(lost.getEntry());
    assertThat(fixture.entries(KEY)).hasSize(2);
  }

  @Test
  void aSecondLookThatComesAgainOrTooLateTellsButWritesNoMarker() {
    Entry known = protect(PAGE);
    origin.remove(new ObjectKey(KEY));
    CopyResult again = fixture.copyRedelivered(task(CopyTask.CONFIRM_ABSENCE, KEY, known));

    CopyResult late =
        fixture.copy(
            CopyFixture.request(KEY)
                .setTask(CopyTask.CONFIRM_ABSENCE)
                .setGreatest(known)
                .setDeadline(clock.instant())
                .build());

    assertThat(List.of(again, late))
        .allSatisfy(
            result -> {
              assertThat(result.getOutcome()).isEqualTo(GONE);
              assertThat(result.getEntry().getName()).isEqualTo(known.getName());
            });
    assertThat(fixture.entries(KEY)).containsExactly(known.getName());
  }

  @Test
  void whatReturnsAfterAMarkerIsAlwaysWritten() {
    Entry known = protect(PAGE);
    origin.remove(new ObjectKey(KEY));
    Entry marker = fixture.copy(task(CopyTask.CONFIRM_ABSENCE, KEY, known)).getEntry();
    upload(PAGE);

    CopyResult result = fixture.copy(next(KEY, marker));

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(fixture.entries(KEY))
        .containsExactly(
            known.getName(), marker.getName(), name(TestClock.START.plusMillis(2), PAGE));
  }

  @Test
  void whatIsThereAgainWhenAbsenceIsToBeConfirmedIsCopied() {
    Entry known = protect(PAGE);
    upload(OTHER);

    CopyResult result = fixture.copy(task(CopyTask.CONFIRM_ABSENCE, KEY, known));

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(fixture.entries(KEY)).hasSize(2);
  }

  @Test
  void aWriteThatWasNeverToldIsFoundWhenTheRequestComesAgain() {
    upload(PAGE);
    CopyResult lost = fixture.copy(first(KEY));

    CopyResult result = fixture.copyRedelivered(first(KEY));

    assertThat(result.getOutcome()).isEqualTo(ALREADY_PRESENT);
    assertThat(result.getEntry().getName()).isEqualTo(lost.getEntry().getName());
    assertThat(result.getBytesRead()).isZero();
    assertThat(fixture.entries(KEY)).hasSize(1);
  }

  @Test
  void aWriteThatWasNeverToldIsNotTakenForWhatTheSourceHoldsNow() {
    upload(PAGE);
    fixture.copy(first(KEY));
    upload(OTHER);

    CopyResult result = fixture.copyRedelivered(first(KEY));

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(fixture.entries(KEY))
        .containsExactly(name(TestClock.START, PAGE), name(TestClock.START.plusMillis(1), OTHER));
  }

  @Test
  void anEntryThatIsThereAndRightIsNotWrittenAgain() {
    upload(PAGE);
    CopyResult lost = fixture.copy(first(KEY));

    CopyResult result = fixture.copy(first(KEY));

    assertThat(result.getOutcome()).isEqualTo(ALREADY_PRESENT);
    assertThat(result.getEntry().getName()).isEqualTo(lost.getEntry().getName());
    assertThat(fixture.entries(KEY)).hasSize(1);
  }

  @Test
  void anEntryThatIsThereAndWrongIsLeftAndARepairedCopyWrittenBesideIt() {
    upload(PAGE);
    String name = name(TestClock.START, PAGE);
    backup.put(new ObjectKey("objects/" + KEY + "/" + name), OTHER, JPEG);

    CopyResult result = fixture.copy(first(KEY));

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(result.getEntry().getName()).isEqualTo(name + "~r1");
    assertThat(fixture.entries(KEY)).containsExactly(name, name + "~r1");
    assertThat(result.getDoubts())
        .singleElement()
        .satisfies(doubt -> assertThat(doubt.getCauseClass()).isEqualTo("WRONG_IN_BACKUP"));
  }

  @Test
  void aSourceNobodyConfiguredIsRefusedByName() {
    CopyResult result = fixture.copy(CopyFixture.request(KEY).setSource("elsewhere").build());

    assertThat(result.getOutcome()).isEqualTo(PERMANENT);
    assertThat(result.getCause().getCauseClass()).isEqualTo("REFUSED");
    assertThat(result.getCause().getDetail()).contains("elsewhere").contains("[uploads]");
  }

  @Test
  void aTaskOfALaterReleaseIsLeftToALaterRelease() {
    CopyResult result = fixture.copy(task(CopyTask.UNKNOWN, KEY, null));

    assertThat(result.getOutcome()).isEqualTo(RETRYABLE);
    assertThat(result.getCause().getDetail()).contains("update all instances");
  }

  @Test
  void whatDiffersFromItsAnnouncementIsProtectedAsItIs() {
    upload(PAGE);
    String announced = Content.of(OTHER).sha256().hex();

    CopyResult result =
        fixture.copy(
            CopyFixture.request(KEY)
                .setAnnounced(new Announcement(announced, clock.instant()))
                .build());

    assertThat(result.getOutcome()).isEqualTo(COPIED);
    assertThat(result.getDoubts())
        .singleElement()
        .satisfies(
            doubt ->
                assertThat(doubt.getDetail())
                    .contains(announced)
                    .contains(Content.of(PAGE).sha256().hex()));
  }

  @Test
  void whatFindsNoRoomIsTriedLater() {
    CopySettings tight = new CopySettings(4, 1 << 20, 1024, 2048, dir, 0, 1000, Allowance.DEFAULT);
    upload(PAGE);
    try (CopyFixture small = new CopyFixture(origin, backup, tight, clock)) {
      CopyResult result = small.copy(first(KEY));

      assertThat(result.getOutcome()).isEqualTo(RETRYABLE);
      assertThat(result.getCause().getStage()).isEqualTo(Stage.STAGING);
      assertThat(result.getCause().getCauseClass()).isEqualTo("STAGING_FULL");
    }
  }

  @Test
  void aFaultOfOursIsToldAndTriedAgain() {
    ForwardingStore broken =
        new ForwardingStore(origin) {
          @Override
          public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
            throw new IllegalStateException("a bug");
          }
        };
    try (CopyFixture over = new CopyFixture(broken, backup, CopyFixture.settings(dir), clock)) {
      CopyResult result = over.copy(first(KEY));

      assertThat(result.getOutcome()).isEqualTo(RETRYABLE);
      assertThat(result.getCause().getCauseClass()).isEqualTo("INTERNAL");
      assertThat(result.getCause().getDetail()).contains("a bug");
    }
  }

  @Test
  void aSourceThatDoesNotKnowConditionsCostsNoNewEntry() {
    Entry known = protect(PAGE);
    ForwardingStore unconditional =
        new ForwardingStore(origin) {
          @Override
          public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
            return store.get(key, null);
          }
        };
    try (CopyFixture over =
        new CopyFixture(unconditional, backup, CopyFixture.settings(dir), clock)) {
      CopyResult result = over.copy(next(KEY, known));

      assertThat(result.getOutcome()).isEqualTo(UNCHANGED);
      assertThat(result.getBytesRead()).isZero();
    }
  }

  @Test
  void aSourceThatTellsNoTimeWithA304IsAskedForIt() {
    Entry known = protect(PAGE);
    clock.advance(Duration.ofMinutes(1));
    origin.put(new ObjectKey(KEY), PAGE, ObjectHeaders.NONE);
    ForwardingStore terse =
        new ForwardingStore(origin) {
          @Override
          public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
            return store.get(key, unlessMatching) instanceof Read.NotModified same
                ? new Read.NotModified(null, same.date())
                : store.get(key, unlessMatching);
          }
        };
    try (CopyFixture over = new CopyFixture(terse, backup, CopyFixture.settings(dir), clock)) {
      CopyResult result = over.copy(next(KEY, known));

      assertThat(result.getOutcome()).as("its headers changed").isEqualTo(COPIED);
      assertThat(fixture.entries(KEY)).hasSize(2);
    }
  }

  @Test
  void resultsNameTheirRequestAndWorker() {
    upload(PAGE);
    var request = CopyFixture.request(KEY).setAttempt(3).build();

    CopyResult result = fixture.copy(request);

    assertThat(result.getRequestId()).isEqualTo(request.getId());
    assertThat(result.getAttempt()).isEqualTo(3);
    assertThat(result.getWorker()).isEqualTo("worker-1");
    assertThat(List.of(result.getSource(), result.getObjectKey()))
        .containsExactly(CopyFixture.SOURCE, KEY);
  }
}
