package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsOfTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final EntryName.Version FIRST =
      new EntryName.Version(NOON, new Sha256("0".repeat(64)), new ETag("e"), 0);

  private static HeldEntry held(EntryName name, Instant storedAt) {
    return new HeldEntry(name, 1, new ETag("backup"), storedAt);
  }

  private static KeyEntries key(HeldEntry... entries) {
    return new KeyEntries(new KeyEntries.Owner.Key(new ObjectKey("a")), List.of(entries));
  }

  @Test
  void theMomentItselfCounts() {
    KeyEntries key = key(held(FIRST, NOON));

    assertThat(AsOf.of(NOON).read(key).state()).isInstanceOf(KeyAsOf.Alive.class);
    assertThat(AsOf.of(NOON.minusMillis(1)).read(key).state()).isEqualTo(new KeyAsOf.Unknown());
  }

  @Test
  void whatIsDatedInTheFutureCountsOnlyWhereNoMomentIsAskedFor() {
    EntryName.Marker ahead = new EntryName.Marker(Instant.parse("2999-01-01T00:00:00Z"));
    KeyEntries key = key(held(FIRST, NOON), held(ahead, NOON));

    assertThat(AsOf.latest().read(key).state()).isInstanceOf(KeyAsOf.Deleted.class);
    KeyAsOf now = AsOf.of(NOON).read(key);
    assertThat(now.state()).isInstanceOf(KeyAsOf.Alive.class);
    assertThat(now.later()).extracting(HeldEntry::name).containsExactly(ahead);
  }

  @Test
  void theLastRepairedCopyIsTriedFirst() {
    EntryName.Version other =
        new EntryName.Version(NOON, new Sha256("0".repeat(64)), new ETag("d"), 7);
    KeyEntries key =
        key(
            held(FIRST.repaired(), NOON.plusSeconds(9)),
            held(FIRST, NOON.plusSeconds(5)),
            held(other, NOON));

    KeyAsOf.Alive alive = (KeyAsOf.Alive) AsOf.of(NOON).read(key).state();

    assertThat(alive.copies()).extracting(HeldEntry::name).containsExactly(FIRST.repaired(), FIRST);
    assertThat(alive.protectedAfter(NOON.plusSeconds(4))).isTrue();
    assertThat(alive.protectedAfter(NOON.plusSeconds(5))).isFalse();
  }
}
