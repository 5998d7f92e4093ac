package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.EntryMetadata.Merged;
import fr.mangatheque.continuity.storage.backup.EntryMetadata.Split;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EntryMetadataTest {
  private static final EntryMetadata OURS =
      new EntryMetadata(
          new ETag("\u00e9~x"),
          Instant.parse("2026-01-02T03:04:05.678Z"),
          new ObjectKey("漫画/" + "k".repeat(900)));

  @Test
  void oursAreNamedAsTheFormatSays() {
    Merged merged =
        new EntryMetadata(new ETag("a~b"), OURS.lastModified(), new ObjectKey("é"))
            .mergeInto(headers(Map.of("uploader", "42")));

    assertThat(merged.headers().userMetadata())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "uploader", "42",
                "continuity-etag", "a%7Eb",
                "continuity-last-modified", "2026-01-02T03:04:05.678Z",
                "continuity-key", "w6k"));
    assertThat(merged.keyHeld()).isTrue();
  }

  @Property
  void whatIsPutTogetherComesApart(@ForAll("metadata") Map<String, String> own) {
    Split split = EntryMetadata.split(OURS.mergeInto(headers(own)).headers());

    assertThat(split.original().userMetadata()).isEqualTo(own);
    assertThat(split.ours().etag()).isIn(OURS.etag(), null);
    assertThat(split.ours().lastModified()).isIn(OURS.lastModified(), null);
    assertThat(split.ours().longKey()).isIn(OURS.longKey(), null);
  }

  @Test
  void oursComeBackWhereThereIsRoom() {
    assertThat(EntryMetadata.split(OURS.mergeInto(headers(Map.of("a", "b"))).headers()).ours())
        .isEqualTo(OURS);
  }

  @Test
  void oursGiveWayToTheObjectsOwn() {
    Map<String, String> own = Map.of("note", "x".repeat(2000));

    Merged merged = OURS.mergeInto(headers(own));

    assertThat(merged.headers().userMetadata()).isEqualTo(own);
    assertThat(merged.keyHeld()).isFalse();
  }

  @Property
  void nothingOfOursMakesItTooLarge(@ForAll("metadata") Map<String, String> own) {
    int before = size(own);
    Map<String, String> merged = OURS.mergeInto(headers(own)).headers().userMetadata();

    assertThat(size(merged)).isLessThanOrEqualTo(Math.max(before, EntryMetadata.MAX_BYTES));
  }

  @Test
  void ownMetadataThatWouldOnlyFitUnderItsOwnNameIsLeftOut() {
    Map<String, String> own = Map.of("continuity-x", "x".repeat(2048 - "continuity-x".length()));

    assertThat(size(OURS.mergeInto(headers(own)).headers().userMetadata()))
        .isLessThanOrEqualTo(EntryMetadata.MAX_BYTES);
  }

  @Test
  void metadataThatSomebodySpoiltIsNone() {
    ObjectHeaders spoilt =
        headers(
            Map.of(
                "continuity-etag", "%zz",
                "continuity-last-modified", "yesterday",
                "continuity-key", "***"));

    assertThat(EntryMetadata.split(spoilt).ours()).isEqualTo(EntryMetadata.NONE);
  }

  @Test
  void headersAreKeptAsTheyAre() {
    ObjectHeaders own =
        new ObjectHeaders("image/png", "no-cache", "inline", "br", "fr", "never", Map.of("a", "b"));

    assertThat(EntryMetadata.split(OURS.mergeInto(own).headers()).original()).isEqualTo(own);
  }

  private static ObjectHeaders headers(Map<String, String> metadata) {
    return ObjectHeaders.NONE.withUserMetadata(metadata);
  }

  private static int size(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .mapToInt(e -> e.getKey().length() + e.getValue().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  @Provide
  Arbitrary<Map<String, String>> metadata() {
    Arbitrary<String> names =
        Arbitraries.of(
            "a",
            "continuity",
            "continuity-",
            "continuity-etag",
            "continuity-key",
            "continuity-own-",
            "continuity-own-etag",
            "continuity-own-continuity-etag");
    return Arbitraries.maps(names, Arbitraries.strings().ascii().ofMaxLength(300))
        .ofMaxSize(6)
        .filter(map -> size(map) < 1500);
  }
}
