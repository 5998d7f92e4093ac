package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EntryListerTest {
  private final MemoryObjectStore backup = new MemoryObjectStore(InstantSource.system());
  private final BackupLayout layout = new BackupLayout("");
  private final EntryName first = new EntryName.Marker(Instant.parse("2026-01-01T00:00:00Z"));
  private final EntryName second = new EntryName.Marker(Instant.parse("2026-01-02T00:00:00Z"));

  @Test
  void keysNestedDeeplyAreSkippedAndNotReadThrough() {
    hold("a", first);
    hold("a", second);
    for (int i = 0; i < 500; i++) {
      hold("a/20260101T/" + i, first);
    }
    AtomicInteger requests = new AtomicInteger();
    EntryLister lister =
        new EntryLister(
            query -> {
              requests.incrementAndGet();
              return backup.list(query);
            },
            layout,
            10);

    assertThat(lister.entries(new ObjectKey("a")))
        .extracting(HeldEntry::name)
        .containsExactly(first, second);
    assertThat(requests).hasValueLessThan(5);
  }

  @Test
  void anEntryBehindANestedKeyOfTheSameNameIsFound() {
    hold("a", first);
    hold("a/" + first.format(), first);
    hold("a/" + first.format() + "/\uDBFF\uDFFF/x", first);
    hold("a/" + first.format() + "/\uDBFF\uDFFF/y", first);
    hold("a", second);

    assertThat(new EntryLister(backup, layout, 1).entries(new ObjectKey("a")))
        .extracting(HeldEntry::name)
        .containsExactly(first, second);
  }

  @Test
  void theGreatestEntryIsTheLast() {
    hold("a", second);
    hold("a", first);

    EntryLister lister = new EntryLister(backup, layout);

    assertThat(lister.greatest(new ObjectKey("a")).map(HeldEntry::name)).contains(second);
    assertThat(lister.greatest(new ObjectKey("b"))).isEmpty();
  }

  private void hold(String key, EntryName entry) {
    backup.create(layout.entry(new ObjectKey(key), entry), Content.empty(), ObjectHeaders.NONE);
  }
}
