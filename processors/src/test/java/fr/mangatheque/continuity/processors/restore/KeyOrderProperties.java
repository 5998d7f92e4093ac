package fr.mangatheque.continuity.processors.restore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryGroups;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.KeyEntries.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Both sides of a walk tell keys in one order, whatever the keys. */
class KeyOrderProperties {
  private static final BackupLayout LAYOUT = new BackupLayout("");
  private static final List<EntryName> ENTRIES =
      List.of(
          new EntryName.Marker(Instant.parse("2026-01-01T00:00:00Z")),
          new EntryName.Marker(Instant.parse("2027-01-01T00:00:00Z")));

  @Property
  void theBackupCompletesKeysInThisOrder(@ForAll("keys") Set<String> keys) {
    List<ListedObject> names = new ArrayList<>();
    for (String key : keys) {
      ENTRIES.forEach(entry -> names.add(listed(LAYOUT.entry(new ObjectKey(key), entry))));
    }
    names.sort((a, b) -> a.key().compareTo(b.key()));

    List<ObjectKey> completed = new ArrayList<>();
    new EntryGroups(LAYOUT, names.iterator())
        .forEachRemaining(
            group -> {
              if (group.owner() instanceof Owner.Key owner) {
                completed.add(owner.key());
              }
            });

    assertThat(completed).containsExactlyElementsOf(sorted(keys));
  }

  @Property
  void aListingIsBroughtIntoThisOrder(@ForAll("keys") Set<String> keys) {
    List<DestinationObject> listing =
        keys.stream()
            .map(ObjectKey::new)
            .sorted()
            .map(key -> new DestinationObject(key, 1, new ETag("x"), null, Instant.EPOCH))
            .toList();

    List<ObjectKey> told = new ArrayList<>();
    new NestedOrder(listing.iterator()).forEachRemaining(object -> told.add(object.key()));

    assertThat(told).containsExactlyElementsOf(sorted(keys));
  }

  private static List<ObjectKey> sorted(Set<String> keys) {
    return keys.stream().map(ObjectKey::new).sorted(KeyOrder.INSTANCE).toList();
  }

  private static ListedObject listed(ObjectKey key) {
    return new ListedObject(key, 0, new ETag("x"), Instant.EPOCH);
  }

  @Provide
  Arbitrary<Set<String>> keys() {
    Arbitrary<String> pieces =
        Arbitraries.of("a", "b", "/", "//", "!", "0", "é", "\uFFFD", "𝒳", "2026", "~deleted");
    return pieces
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(list -> String.join("", list))
        .set()
        .ofMaxSize(12);
  }
}
