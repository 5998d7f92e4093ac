package fr.mangatheque.continuity.processors.scan;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.OpenGroup;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.Listing;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryGroups;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.KeyEntries.Owner;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class GroupsProperties {
  private static final Sha256 HASH = Sha256.of(new byte[32]);
  private static final Instant BASE = Instant.parse("2026-01-01T00:00:00Z");
  private static final BackupLayout LAYOUT = new BackupLayout("site/");

  record Held(ObjectKey key, EntryName entry) {}

  /** What is told of a key. */
  record Told(String greatest, int versions, long heldBytes) {}

  @Property
  void anyCuttingGivesTheGroupsOfOnePass(
      @ForAll("held") List<Held> held,
      @ForAll("cuts") List<String> cuts,
      @ForAll @IntRange(min = 1, max = 5) int slice) {
    List<ListedObject> listing = listing(held);

    Map<String, Told> told = told(listing, new ArrayList<>(new TreeSet<>(cuts)), slice);

    assertThat(told).isEqualTo(inOnePass(listing));
  }

  @Property
  void cutsMadeOfTheNamesThemselvesGiveThemToo(
      @ForAll("held") List<Held> held, @ForAll @IntRange(min = 1, max = 4) int every) {
    List<ListedObject> listing = listing(held);
    TreeSet<String> cuts = new TreeSet<>();
    for (int i = 0; i < listing.size(); i += every) {
      cuts.add(listing.get(i).key().value());
      cuts.add(Cut.atGroup(listing.get(i).key().value()));
    }

    assertThat(told(listing, new ArrayList<>(cuts), 2)).isEqualTo(inOnePass(listing));
  }

  private static Map<String, Told> inOnePass(List<ListedObject> listing) {
    Map<String, Told> told = new HashMap<>();
    new EntryGroups(LAYOUT, listing.iterator())
        .forEachRemaining(
            group -> {
              String owner =
                  switch (group.owner()) {
                    case Owner.Key key -> key.key().value();
                    case Owner.LongKey key -> key.keyHash().hex();
                  };
              var versions =
                  group.entries().stream()
                      .filter(entry -> entry.name() instanceof EntryName.Version)
                      .toList();
              told.put(
                  owner,
                  new Told(
                      group.greatest().name().format(),
                      versions.size(),
                      versions.stream().mapToLong(entry -> entry.size()).sum()));
            });
    return told;
  }

  /** As workers and coordinator do it, shard by shard and slice by slice. */
  private static Map<String, Told> told(List<ListedObject> listing, List<String> cuts, int slice) {
    Map<String, Told> told = new HashMap<>();
    List<OpenGroup> edges = new ArrayList<>();
    @Nullable String from = null;
    for (int i = 0; i <= cuts.size(); i++) {
      String until = i < cuts.size() ? cuts.get(i) : null;
      edges.addAll(shard(listing, from, until, slice, told));
      from = until;
    }
    Edges.merged(edges).forEach(group -> tell(group, told));
    return told;
  }

  private static List<OpenGroup> shard(
      List<ListedObject> listing,
      @Nullable String from,
      @Nullable String until,
      int slice,
      Map<String, Told> told) {
    List<ListedObject> names =
        listing.stream()
            .filter(it -> from == null || Cut.isBefore(from, it.key().value()))
            .filter(it -> until == null || !Cut.isBefore(until, it.key().value()))
            .toList();
    List<OpenGroup> open = List.of();
    @Nullable String after = from;
    for (int at = 0; true; at += slice) {
      Groups groups = new Groups(LAYOUT, from, until, after, open);
      int end = Math.min(names.size(), at + slice);
      for (ListedObject object : names.subList(Math.min(at, end), end)) {
        groups.take(object).forEach(group -> tell(group, told));
        after = object.key().value();
      }
      if (end == names.size()) {
        groups.end().forEach(group -> tell(group, told));
        return groups.open();
      }
      open = groups.open();
    }
  }

  private static void tell(OpenGroup group, Map<String, Told> told) {
    String owner = group.getKeyHash() == null ? group.getObjectKey() : group.getKeyHash();
    assertThat(
            told.put(
                owner, new Told(group.getGreatest(), group.getVersions(), group.getHeldBytes())))
        .as("%s is told once", owner)
        .isNull();
  }

  private static List<ListedObject> listing(List<Held> held) {
    MemoryObjectStore backup = new MemoryObjectStore(InstantSource.fixed(BASE));
    for (Held each : held) {
      var _ =
          backup.create(
              LAYOUT.entry(each.key(), each.entry()),
              Content.of(each.entry().format().getBytes(StandardCharsets.UTF_8)),
              ObjectHeaders.NONE);
    }
    List<ListedObject> all = new ArrayList<>();
    Listing.of(backup, "site/").forEachRemaining(all::add);
    return all;
  }

  @Provide
  Arbitrary<List<Held>> held() {
    Arbitrary<ObjectKey> keys =
        Arbitraries.of(
                "a", "a/b", "a/b/c", "a/", "//", "/", "a//", "z", "a/2026", "a/20260101T", "é", "~")
            .flatMap(
                start ->
                    Arbitraries.of(
                            "", "", "", "/9", "/20260102T000000.000Z~deleted", "x".repeat(990))
                        .map(end -> new ObjectKey(start + end)));
    Arbitrary<EntryName> entries =
        Combinators.combine(
                Arbitraries.integers().between(0, 6), Arbitraries.integers().between(0, 3))
            .as(
                (second, kind) ->
                    switch (kind) {
                      case 0 -> new EntryName.Marker(BASE.plusSeconds(second));
                      case 1 ->
                          new EntryName.Version(
                              BASE.plusSeconds(second), HASH, new ETag("e"), 10 - second);
                      default ->
                          new EntryName.Version(BASE.plusSeconds(second), HASH, new ETag("e"), 0);
                    });
    return Combinators.combine(keys, entries).as(Held::new).list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<String>> cuts() {
    return Arbitraries.of(
            "",
            "site/",
            "site/long/",
            "site/long/5",
            "site/objects",
            "site/objects/",
            "site/objects/a",
            "site/objects/a/",
            "site/objects/a/2026",
            "site/objects/a/20260101T000003",
            "site/objects/a/b",
            "site/objects/a/b/2026",
            "site/objects/a/b/20260101T000002.000Z~",
            "site/objects/a/b/c/",
            "site/objects//",
            "site/objects///",
            "site/objects/z",
            "site/objects0",
            "zzz")
        .list()
        .uniqueElements()
        .ofMaxSize(8);
  }
}
