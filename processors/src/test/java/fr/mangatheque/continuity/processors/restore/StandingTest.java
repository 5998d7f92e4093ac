package fr.mangatheque.continuity.processors.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import fr.mangatheque.continuity.storage.backup.KeyEntries.Owner;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final ObjectKey KEY = new ObjectKey("cover");
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final ETag COMPOSITE = new ETag("0123456789abcdef0123456789abcdef-3");

  private static final EntryName.Version OLD = version("old", 0, new ETag("source-1"));
  private static final EntryName.Version NEW = version("new", 1, new ETag("source-2"));

  @Test
  void aTagMadeOfTheContentIsBelievedWhetherItIsTheSourcesOrTheBackups() {
    KeyEntries entries = entries(held(OLD, 3, "old"), held(NEW, 3, COMPOSITE));

    assertThat(Standing.listed(NEW, entries, there(3, COMPOSITE))).isEqualTo(Standing.RIGHT);
    assertThat(Standing.listed(OLD, entries, there(3, COMPOSITE))).isEqualTo(Standing.HELD);
    assertThat(Standing.listed(null, entries, there(3, COMPOSITE))).isEqualTo(Standing.HELD);
  }

  @Test
  void aTagThatMayMeanAnythingIsNotBelieved() {
    KeyEntries entries = entries(held(NEW, 3, "new"));

    assertThat(Standing.listed(NEW, entries, there(3, new ETag("source-2"))))
        .isEqualTo(Standing.UNCLEAR);
  }

  @Test
  void bytesOfASizeThatNoVersionHasAreUnprotectedWithoutAnyLook() {
    KeyEntries entries = entries(held(OLD, 3, "old"), held(NEW, 3, "new"));

    assertThat(Standing.listed(NEW, entries, there(4, COMPOSITE))).isEqualTo(Standing.UNPROTECTED);
    assertThat(Standing.listed(null, null, there(4, COMPOSITE))).isEqualTo(Standing.UNPROTECTED);
  }

  @Test
  void theSameSizeWithAnotherTagIsLookedAt() {
    KeyEntries entries = entries(held(OLD, 3, "old"), held(NEW, 3, "new"));

    assertThat(Standing.listed(NEW, entries, there(3, COMPOSITE))).isEqualTo(Standing.UNCLEAR);
    assertThat(Standing.hashed(NEW, entries, NEW.sha256())).isEqualTo(Standing.RIGHT);
    assertThat(Standing.hashed(NEW, entries, OLD.sha256())).isEqualTo(Standing.HELD);
    assertThat(Standing.hashed(NEW, entries, History.sha256("else".getBytes(UTF_8))))
        .isEqualTo(Standing.UNPROTECTED);
  }

  @Test
  void theTagOfACopyThatHadToBeRepairedProvesNothing() {
    KeyEntries entries = entries(held(NEW, 3, COMPOSITE), held(NEW.repaired(), 3, "new"));

    assertThat(Standing.listed(NEW, entries, there(3, COMPOSITE))).isEqualTo(Standing.UNCLEAR);
  }

  private static EntryName.Version version(String content, int seconds, ETag etag) {
    return new EntryName.Version(
        AT.plusSeconds(seconds), History.sha256(content.getBytes(UTF_8)), etag, 0);
  }

  private static HeldEntry held(EntryName name, long size, String content) {
    return held(name, size, History.etag(content.getBytes(UTF_8)));
  }

  private static HeldEntry held(EntryName name, long size, ETag etag) {
    return new HeldEntry(name, size, etag, AT);
  }

  private static KeyEntries entries(HeldEntry... entries) {
    return new KeyEntries(new Owner.Key(KEY), List.of(entries));
  }

  private static DestinationObject there(long size, ETag etag) {
    return new DestinationObject(KEY, size, etag, null, AT);
  }
}
