package fr.mangatheque.continuity.processors.cdn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.work.JobOutcome;
import fr.mangatheque.continuity.processors.work.JobVoice;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a CDN gives, against what the origin has: whose fault it is, if it is one. */
class CdnCheckTest {
  private static final Instant BEFORE = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant CHANGED = Instant.parse("2026-05-04T00:00:00Z");
  private static final ObjectKey KEY = new ObjectKey("covers/Été 1.jpg");
  private static final String PATH = "/covers/%C3%89t%C3%A9%201.jpg";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration MAY_LAG = Duration.ofHours(1);

  private final FakeCdn cdn = new FakeCdn();
  private final MemoryObjectStore origin = new MemoryObjectStore(InstantSource.fixed(CHANGED));
  private final MemoryObjectStore backup = new MemoryObjectStore(InstantSource.fixed(CHANGED));
  private final BackupLayout layout = new BackupLayout("manga/");
  private Instant now = CHANGED.plus(Duration.ofDays(1));

  @AfterEach
  void noCdn() {
    cdn.close();
  }

  private CdnStores stores(ObjectReader reader) {
    return new CdnStores("uploads", cdn.base(), reader, origin, backup, layout);
  }

  private CdnVerdict check(ObjectReader reader) throws Exception {
    try (CdnCheck check = new CdnCheck(stores(reader), LIMIT, MAY_LAG, () -> now)) {
      return check.check(KEY);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private ETag upload(String text) {
    return origin.put(KEY, bytes(text), ObjectHeaders.NONE);
  }

  /** What the origin had before, as the backup keeps it. */
  private void formerly(String text, ETag etag) {
    EntryName.Version entry =
        EntryNames.version(BEFORE, Content.of(bytes(text)).sha256(), etag, null);
    var _ = backup.put(layout.entry(KEY, entry), bytes(text), ObjectHeaders.NONE);
  }

  @Test
  void theSameBytesAreRightWhateverTheirTag() throws Exception {
    var _ = upload("now");
    cdn.gives(PATH, bytes("now"), Map.of("ETag", "W/\"its own\"", "Age", "999999"));

    assertThat(check(origin)).isEqualTo(new CdnVerdict.Right(KEY, 3));
  }

  @Test
  void anErrorWhereTheOriginIsRightIsTheCdnsFault() throws Exception {
    var _ = upload("now");
    cdn.answers(PATH, 522);

    assertThat(check(origin))
        .isInstanceOfSatisfying(
            CdnVerdict.Faulty.class,
            fault ->
                assertThat(fault.detail())
                    .isEqualTo(KEY + ": the CDN answers 522, and the source has it"));
  }

  @Test
  void aFaultThatPassesIsNone() throws Exception {
    var _ = upload("now");
    cdn.gives(PATH, bytes("now"), Map.of());
    cdn.stumbles(503);

    assertThat(check(origin)).isEqualTo(new CdnVerdict.Right(KEY, 3));
  }

  @Test
  void aCdnThatCannotBeReachedOrBreaksOffIsFaulty() throws Exception {
    var _ = upload("now");
    cdn.breaksOff(PATH, bytes("no"));
    assertThat(check(origin)).isInstanceOf(CdnVerdict.Faulty.class);

    cdn.close();
    assertThat(check(origin))
        .isInstanceOfSatisfying(
            CdnVerdict.Faulty.class,
            fault -> assertThat(fault.detail()).contains("gives nothing (ConnectException"));
  }

  @Test
  void bytesThatTheOriginNeverHadAreTheCdnsFault() throws Exception {
    var _ = upload("now");
    formerly("before", new ETag("before"));
    cdn.gives(PATH, bytes("n?w"), Map.of());

    assertThat(check(origin))
        .isInstanceOfSatisfying(
            CdnVerdict.Faulty.class,
            fault -> assertThat(fault.detail()).contains("the CDN gives 3 bytes with SHA-256"));
  }

  @Test
  void otherBytesUnderThePresentTagAreNoFormerVersion() throws Exception {
    ETag present = upload("now");
    formerly("now", present);
    cdn.gives(PATH, bytes("n?w"), Map.of("ETag", present.quoted(), "Age", "999999"));

    assertThat(check(origin)).isInstanceOf(CdnVerdict.Faulty.class);
  }

  @Test
  void bytesOfAFormerVersionAreStale() throws Exception {
    var _ = upload("now");
    formerly("before", new ETag("before"));
    cdn.gives(PATH, bytes("before"), Map.of());

    assertThat(check(origin))
        .isInstanceOfSatisfying(
            CdnVerdict.Stale.class,
            stale ->
                assertThat(stale.detail())
                    .contains("its version of " + BEFORE, "since " + CHANGED));
  }

  @Test
  void theTagOrTheAgeOfAFormerVersionTellsThatTransformedBytesAreStale() throws Exception {
    var _ = upload("now");
    formerly("before", new ETag("before"));
    cdn.gives(PATH, bytes("before, smaller"), Map.of("ETag", "\"before\""));
    assertThat(check(origin)).isInstanceOf(CdnVerdict.Stale.class);

    cdn.gives(
        PATH, bytes("older still"), Map.of("ETag", "\"other\"", "Age", String.valueOf(86_400 * 2)));
    assertThat(check(origin))
        .isInstanceOfSatisfying(
            CdnVerdict.Stale.class,
            stale -> assertThat(stale.detail()).contains("what it has had for 172800 s"));
  }

  @Test
  void aCacheMayLagForAWhile() throws Exception {
    now = CHANGED.plus(MAY_LAG);
    var _ = upload("now");
    formerly("before", new ETag("before"));
    cdn.gives(PATH, bytes("before"), Map.of());

    assertThat(check(origin)).isInstanceOf(CdnVerdict.Lagging.class);
  }

  @Test
  void anOriginThatCannotBeReadIsTheOriginsFaultWhateverTheCdnGives() throws Exception {
    cdn.gives(PATH, bytes("cached"), Map.of());

    assertThat(check(failing()))
        .isInstanceOfSatisfying(
            CdnVerdict.OriginFails.class,
            fails -> assertThat(fails.cause()).isEqualTo(CauseClass.SERVER_ERROR));
  }

  private static ObjectReader failing() {
    return new ObjectReader() {
      @Override
      public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
        throw StoreException.of(StoreFault.SERVER_ERROR, "GET " + key + ": 500", null);
      }

      @Override
      public Look head(ObjectKey key) {
        throw StoreException.of(StoreFault.SERVER_ERROR, "HEAD " + key + ": 500", null);
      }
    };
  }

  @Test
  void whatWentMeanwhileIsNobodysFault() throws Exception {
    assertThat(check(origin)).isEqualTo(new CdnVerdict.Gone(KEY));
  }

  private JobOutcome run() throws Exception {
    CdnJob job = new CdnJob(List.of(stores(origin)), 20, LIMIT, MAY_LAG, () -> now);
    return job.run(
        JobRequest.newBuilder()
            .setRunId("uploads/cdn@" + now)
            .setSchedule("uploads/cdn")
            .setSource("uploads")
            .setJob("cdn")
            .setDueAt(now)
            .setRequestedAt(now)
            .build(),
        SILENT);
  }

  private static final JobVoice SILENT =
      new JobVoice() {
        @Override
        public void progress(
            long done, @Nullable Long total, List<Figure> figures, String detail) {}

        @Override
        public <V> void send(Topic<V> topic, String key, V value) {
          throw new AssertionError("the CDN's check tells nothing beside its reports");
        }
      };

  @Test
  void aRunTellsTheGravestCauseAndCountsThemAll() throws Exception {
    var _ = upload("now");
    formerly("before", new ETag("before"));
    cdn.gives(PATH, bytes("before"), Map.of());
    var _ = origin.put(new ObjectKey("well"), bytes("well"), ObjectHeaders.NONE);
    cdn.gives("/well", bytes("well"), Map.of());
    var _ = origin.put(new ObjectKey("continuity-canary/1"), bytes("x"), ObjectHeaders.NONE);

    assertThat(run())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            failed -> {
              assertThat(failed.cause()).isEqualTo(CauseClass.CDN_STALE);
              assertThat(failed.detail())
                  .startsWith("of 2 objects the CDN gave 1 as the source has them, 1 from a stale");
            });

    var _ = origin.put(new ObjectKey("missing"), bytes("gone"), ObjectHeaders.NONE);
    assertThat(run())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            failed -> {
              assertThat(failed.cause()).isEqualTo(CauseClass.CDN_FAULT);
              assertThat(failed.detail())
                  .contains("missing: the CDN answers 404", "its version of");
            });
  }

  @Test
  void aSourceThatIsEmptyHasNothingToLookAt() throws Exception {
    assertThat(run()).isEqualTo(new JobOutcome.Skipped("the source is empty"));
  }

  @Test
  void theSampleHasTheNewestAndAnyOthersAndIsNoLargerThanAsked() {
    List<ListedObject> listing =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    new ListedObject(
                        new ObjectKey("k" + i), 1, new ETag("e"), BEFORE.plusSeconds(i)))
            .toList();

    assertThat(new CdnSample(10, new Random(7)).of(listing.iterator()))
        .hasSize(10)
        .contains(
            new ObjectKey("k499"),
            new ObjectKey("k498"),
            new ObjectKey("k497"),
            new ObjectKey("k496"),
            new ObjectKey("k495"));
    assertThat(new CdnSample(10, new Random(7)).of(listing.subList(0, 3).iterator())).hasSize(3);
  }
}
