package fr.mangatheque.continuity.app.command.contents;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What there is near what there is not. */
class NeighboursTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final BackupLayout layout = new BackupLayout("manga/");
  private final MemoryObjectStore store = new MemoryObjectStore(() -> NOW);

  private Neighbours having(String... keys) {
    for (String key : keys) {
      store.put(
          layout.entry(new ObjectKey(key), new EntryName.Marker(NOW)),
          new byte[0],
          ObjectHeaders.NONE);
    }
    return new Neighbours(store, layout);
  }

  @Test
  void aMisspeltKeyIsToldWithTheNearestOfItsFolder() {
    Neighbours neighbours =
        having("covers/akira-1.jpg", "covers/akira-2.jpg", "covers/zero.jpg", "pages/akira-1.jpg");

    assertThat(neighbours.of("covers/akira-1.jpeg").getFirst()).isEqualTo("covers/akira-1.jpg");
    assertThat(neighbours.of("covers/akira-1.jpeg")).noneMatch(name -> name.startsWith("pages/"));
  }

  @Test
  void aFolderThatIsNotThereIsToldWithThoseBesideIt() {
    Neighbours neighbours = having("covers/1.jpg", "pages/1/2.jpg", "top.jpg");

    assertThat(neighbours.of("cover/deep/er/1.jpg")).contains("covers/", "pages/", "top.jpg");
    assertThat(neighbours.of("pages/2/")).containsExactly("pages/1/");
  }

  @Test
  void aKeyThatIsAlsoAFolderIsToldAsBoth() {
    assertThat(having("a", "a/b").of("aa")).containsExactly("a", "a/");
  }

  @Test
  void manyKeysInAFolderAreGoneThroughPageByPage() {
    for (int i = 0; i < 3000; i++) {
      having("pages/%04d.jpg".formatted(i));
    }

    assertThat(new Neighbours(store, layout).of("pages/2999.jpgg").getFirst())
        .isEqualTo("pages/2999.jpg");
    assertThat(new Neighbours(store, layout).of("page")).containsExactly("pages/");
  }

  @Test
  void nothingIsNearInAnEmptyBackup() {
    assertThat(having().of("a/b")).isEmpty();
    assertThat(having().told("a/b")).isEqualTo("; it holds nothing at all");
  }
}
