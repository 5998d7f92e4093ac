package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Listing;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.KeyEntries.Owner;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class EntryGroupsProperties {
  private final BackupLayout layout = new BackupLayout("site/");

  record Held(ObjectKey key, EntryName entry) {}

  @Property
  void groupsAreWhatAModelCollects(@ForAll("held") List<Held> held) {
    MemoryObjectStore backup = backupOf(held);

    Map<Owner, List<EntryName>> groups = new HashMap<>();
    new EntryGroups(layout, Listing.of(backup, "site/"))
        .forEachRemaining(
            group ->
                assertThat(groups.put(group.owner(), names(group.entries())))
                    .as("a key's entries come once")
                    .isNull());

    Map<Owner, List<EntryName>> expected = new HashMap<>();
    model(held).forEach((key, entries) -> expected.put(owner(key), List.copyOf(entries)));
    assertThat(groups).isEqualTo(expected);
  }

  @Property
  void theEntriesOfOneKeyAreListedAlone(@ForAll("held") List<Held> held) {
    MemoryObjectStore backup = backupOf(held);
    Map<ObjectKey, TreeSet<EntryName>> model = model(held);

    for (int pageSize : new int[] {1, 2, 3, 1000}) {
      EntryLister lister = new EntryLister(backup, layout, pageSize);
      model.forEach(
          (key, entries) ->
              assertThat(names(lister.entries(key)))
                  .as("%s by %d", key, pageSize)
                  .containsExactlyElementsOf(entries));
    }
  }

  private MemoryObjectStore backupOf(List<Held> held) {
    MemoryObjectStore backup = new MemoryObjectStore(InstantSource.system());
    held.forEach(
        h -> backup.create(layout.entry(h.key(), h.entry()), Content.empty(), ObjectHeaders.NONE));
    for (String foreign : List.of("continuity.json", "objects/a", "objects/a/b", "probe/x")) {
      backup.create(new ObjectKey("site/" + foreign), Content.empty(), ObjectHeaders.NONE);
    }
    return backup;
  }

  private static Map<ObjectKey, TreeSet<EntryName>> model(List<Held> held) {
    Map<ObjectKey, TreeSet<EntryName>> model = new HashMap<>();
    held.forEach(
        h ->
            model
                .computeIfAbsent(h.key(), _ -> new TreeSet<>(Comparator.naturalOrder()))
                .add(h.entry()));
    return model;
  }

  private Owner owner(ObjectKey key) {
    return layout.isLong(key) ? new Owner.LongKey(BackupLayout.hash(key)) : new Owner.Key(key);
  }

  private static List<EntryName> names(List<HeldEntry> entries) {
    return entries.stream().map(HeldEntry::name).toList();
  }

  @Provide
  Arbitrary<List<Held>> held() {
    Arbitrary<ObjectKey> keys =
        Arbitraries.frequencyOf(Tuple.of(9, Keys.nesting()), Tuple.of(1, Keys.any()));
    return Combinators.combine(keys, Keys.entries()).as(Held::new).list().ofMaxSize(30);
  }
}
