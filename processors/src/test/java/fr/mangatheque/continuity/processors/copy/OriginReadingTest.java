package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.store.ForwardingStore;
import fr.mangatheque.continuity.schemas.event.CopyOutcome;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is believed of a source that does not always give the same bytes. */
class OriginReadingTest {
  private static final String KEY = "library/01.jpg";
  private static final byte[] PAGE = Pictures.page(1);
  private static final byte[] ALTERED = Pictures.page(2);
  private static final byte[] ALTERED_OTHERWISE = Pictures.page(3);
  private static final ETag MD5 = new ETag(Content.of(PAGE).md5().hex());
  private static final ETag NO_MD5 = new ETag("d41d8cd98f00b204e9800998ecf8427e");

  @TempDir private Path dir;
  private final TestClock clock = new TestClock();
  private final MemoryObjectStore backup = new MemoryObjectStore(clock);
  private @Nullable CopyFixture fixture;

  @AfterEach
  void close() {
    if (fixture != null) {
      fixture.close();
    }
  }

  /** Gives these bodies one after the other, the last one for ever. */
  private final class Scripted extends ForwardingStore {
    private final ETag etag;
    private final @Nullable Sha256 kept;
    private final Deque<byte[]> bodies;
    private int reads;
    private int open;

    Scripted(ETag etag, @Nullable Sha256 kept, byte[]... bodies) {
      super(new MemoryObjectStore(clock));
      this.etag = etag;
      this.kept = kept;
      this.bodies = new ArrayDeque<>(List.of(bodies));
    }

    @Override
    public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
      reads++;
      open++;
      byte[] body = bodies.size() > 1 ? bodies.remove() : bodies.element();
      ObjectInfo info =
          new ObjectInfo(
              key, body.length, etag, clock.instant(), ObjectHeaders.NONE, kept, clock.instant());
      return new Read.Found(info, new ByteArrayInputStream(body), () -> open--);
    }
  }

  private CopyResult copy(Scripted origin) {
    CopyFixture opened = new CopyFixture(origin, backup, CopyFixture.settings(dir), clock);
    fixture = opened;
    return opened.copy(CopyFixture.first(KEY));
  }

  private static String hash(byte[] bytes) {
    return Content.of(bytes).sha256().hex();
  }

  @Test
  void bytesThatContradictTheTagAreReadAgain() {
    Scripted origin = new Scripted(MD5, null, ALTERED, PAGE);

    CopyResult result = copy(origin);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(result.getEntry().getName()).contains(hash(PAGE));
    assertThat(result.getDoubts()).isEmpty();
    assertThat(origin.reads).isEqualTo(2);
  }

  @Test
  void twoEqualReadsOfSeveralObjectsShowThatTheSourcesTagsAreNoHashes() {
    Scripted origin = new Scripted(NO_MD5, null, PAGE);

    List<CopyResult> before = new ArrayList<>(List.of(copy(origin)));
    while (before.size() < ETagKnowledge.ENOUGH) {
      before.add(fixture.copy(CopyFixture.first("library/before" + before.size() + ".jpg")));
    }
    int reads = origin.reads;
    CopyResult later = fixture.copy(CopyFixture.first("library/later.jpg"));

    assertThat(before)
        .allSatisfy(
            result -> {
              assertThat(result.getOutcome()).isEqualTo(CopyOutcome.COPIED);
              assertThat(result.getDoubts()).isEmpty();
            });
    assertThat(later.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(reads).isEqualTo(2 * ETagKnowledge.ENOUGH);
    assertThat(origin.reads).as("then one is believed at once").isEqualTo(reads + 1);
  }

  @Test
  void oneObjectThatIsDamagedAlikeTwiceCostsNoOtherItsComparison() {
    Scripted origin = new Scripted(MD5, null, ALTERED, ALTERED, ALTERED_OTHERWISE, PAGE);

    copy(origin);
    CopyResult later = fixture.copy(CopyFixture.first("library/02.jpg"));

    assertThat(later.getEntry().getName()).contains(hash(PAGE));
    assertThat(origin.reads).isEqualTo(4);
  }

  @Test
  void whereTagsWereHashesBytesThatContradictOneTwiceAreProtectedWithADoubt() {
    Scripted origin = new Scripted(MD5, null, PAGE, ALTERED);

    copy(origin);
    CopyResult later = fixture.copy(CopyFixture.first("library/02.jpg"));

    assertThat(later.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(later.getEntry().getName()).contains(hash(ALTERED));
    assertThat(later.getDoubts())
        .singleElement()
        .satisfies(doubt -> assertThat(doubt.getDetail()).contains(MD5.value()));
  }

  @Test
  void bytesThatContradictTheKeptChecksumTwiceAreProtectedWithADoubt() {
    Scripted origin = new Scripted(MD5, Content.of(PAGE).sha256(), ALTERED);

    CopyResult result = copy(origin);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(result.getEntry().getName()).contains(hash(ALTERED));
    assertThat(result.getDoubts())
        .singleElement()
        .satisfies(
            doubt -> {
              assertThat(doubt.getCauseClass()).isEqualTo("CORRUPT");
              assertThat(doubt.getDetail()).contains(hash(PAGE)).contains(hash(ALTERED));
            });
  }

  @Test
  void bytesThatAgreeWithTheKeptChecksumNeedNoTag() {
    Scripted origin = new Scripted(NO_MD5, Content.of(PAGE).sha256(), PAGE);

    CopyResult result = copy(origin);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.COPIED);
    assertThat(origin.reads).isEqualTo(1);
  }

  @Test
  void aSourceThatNeverGivesTheSameTwiceIsNotBelieved() {
    Scripted origin =
        new Scripted(MD5, null, ALTERED, ALTERED_OTHERWISE, ALTERED, ALTERED_OTHERWISE, ALTERED);

    CopyResult result = copy(origin);

    assertThat(result.getOutcome()).isEqualTo(CopyOutcome.RETRYABLE);
    assertThat(result.getCause().getCauseClass()).isEqualTo("CORRUPT");
    assertThat(fixture.entries(KEY)).isEmpty();
    assertThat(fixture.freeMemory()).isEqualTo(fixture.allMemory());
  }

  @Test
  void aSourceThatIsNotBelievedIsLeftWithoutAnAnswerNobodyCloses() {
    Scripted origin =
        new Scripted(MD5, null, ALTERED, ALTERED_OTHERWISE, ALTERED, ALTERED_OTHERWISE, ALTERED);

    CopyResult result = copy(origin);

    assertThat(result.getCause().getCauseClass()).isEqualTo("CORRUPT");
    assertThat(origin.reads).isEqualTo(4);
    assertThat(origin.open).isZero();
  }
}
