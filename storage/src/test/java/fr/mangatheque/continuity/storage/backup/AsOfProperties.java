package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Listing;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.KeyEntries.Owner;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Reading as of a moment, against a map of each key to its history. */
class AsOfProperties {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String GONE = "gone";
  private static final String ERASED = "erased";

  private final BackupLayout layout = new BackupLayout("site/");

  /**
   * Something that befell a key.
   *
   * @param what a content, {@link #GONE} or {@link #ERASED}
   * @param date milliseconds from now, as the source has it: in no order, and in the future
   * @param repairs how many repaired copies are made of a version
   */
  record Event(ObjectKey key, String what, long date, int repairs) {}

  @Property
  void aKeyIsWhatItsHistorySays(@ForAll("events") List<Event> events) {
    MemoryObjectStore backup = new MemoryObjectStore(InstantSource.fixed(NOW));
    Map<ObjectKey, NavigableMap<Instant, String>> model = new HashMap<>();
    TreeSet<Instant> moments = new TreeSet<>();
    write(events, backup, model, moments);
    List<Instant> asked = new ArrayList<>(moments);
    moments.forEach(moment -> asked.add(moment.minusMillis(1)));
    asked.add(Instant.EPOCH);

    for (Instant moment : asked) {
      Map<Owner, String> expected = new HashMap<>();
      model.forEach(
          (key, history) -> {
            Map.Entry<Instant, String> last = history.floorEntry(moment);
            expected.put(owner(key), last == null ? "" : last.getValue());
          });
      assertThat(read(AsOf.of(moment), backup)).as("as of %s", moment).isEqualTo(expected);
    }
    Map<Owner, String> latest = new HashMap<>();
    model.forEach((key, history) -> latest.put(owner(key), history.lastEntry().getValue()));
    assertThat(read(AsOf.latest(), backup)).isEqualTo(latest);
  }

  @Property
  void whatComesLaterIsToldInItsOrder(@ForAll("events") List<Event> events) {
    MemoryObjectStore backup = new MemoryObjectStore(InstantSource.fixed(NOW));
    Map<ObjectKey, NavigableMap<Instant, String>> model = new HashMap<>();
    write(events, backup, model, new TreeSet<>());

    groups(AsOf.of(NOW), backup)
        .forEach(
            key -> {
              assertThat(key.later()).extracting(HeldEntry::name).isSorted();
              assertThat(key.later()).allMatch(entry -> entry.name().instant().isAfter(NOW));
            });
    assertThat(groups(AsOf.latest(), backup)).allMatch(key -> key.later().isEmpty());
  }

  private void write(
      List<Event> events,
      MemoryObjectStore backup,
      Map<ObjectKey, NavigableMap<Instant, String>> model,
      TreeSet<Instant> moments) {
    Map<ObjectKey, EntryName> greatest = new HashMap<>();
    for (Event event : events) {
      EntryName before = greatest.get(event.key());
      EntryName entry = name(event, before);
      store(backup, event.key(), entry);
      EntryName last = entry;
      for (int i = 0; i < event.repairs() && last instanceof EntryName.Version version; i++) {
        last = version.repaired();
        store(backup, event.key(), last);
      }
      greatest.put(event.key(), last);
      moments.add(entry.instant());
      String told =
          event.what().equals(GONE) || event.what().equals(ERASED)
              ? event.what()
              : hash(event.what()) + " " + event.repairs();
      model.computeIfAbsent(event.key(), _ -> new TreeMap<>()).put(entry.instant(), told);
    }
  }

  private static EntryName name(Event event, EntryName before) {
    Instant date = NOW.plusMillis(event.date());
    return switch (event.what()) {
      case GONE -> EntryNames.marker(date, before);
      case ERASED -> new EntryName.Erased(EntryNames.marker(date, before).instant());
      default -> EntryNames.version(date, hash(event.what()), new ETag("e"), before);
    };
  }

  private void store(MemoryObjectStore backup, ObjectKey key, EntryName entry) {
    backup.create(layout.entry(key, entry), Content.empty(), ObjectHeaders.NONE);
  }

  private Map<Owner, String> read(AsOf asOf, MemoryObjectStore backup) {
    Map<Owner, String> read = new HashMap<>();
    groups(asOf, backup)
        .forEach(
            key ->
                assertThat(read.put(key.owner(), words(key.state())))
                    .as("each key comes once")
                    .isNull());
    return read;
  }

  private List<KeyAsOf> groups(AsOf asOf, MemoryObjectStore backup) {
    List<KeyAsOf> keys = new ArrayList<>();
    asOf.read(new EntryGroups(layout, Listing.of(backup, "site/"))).forEachRemaining(keys::add);
    return keys;
  }

  /** The hash, and how many repaired copies come before the first one. */
  private static String words(KeyAsOf.State state) {
    return switch (state) {
      case KeyAsOf.Alive alive -> {
        List<Integer> repairs =
            alive.copies().stream()
                .map(copy -> ((EntryName.Version) copy.name()).repair())
                .toList();
        assertThat(repairs).isSortedAccordingTo((a, b) -> b - a).endsWith(0);
        yield ((EntryName.Version) alive.preferred().name()).sha256() + " " + repairs.getFirst();
      }
      case KeyAsOf.Deleted _ -> GONE;
      case KeyAsOf.Erased _ -> ERASED;
      case KeyAsOf.Unknown _ -> "";
    };
  }

  private static Sha256 hash(String content) {
    return Sha256.of(Digests.sha256().digest(content.getBytes(StandardCharsets.UTF_8)));
  }

  private Owner owner(ObjectKey key) {
    return layout.isLong(key) ? new Owner.LongKey(BackupLayout.hash(key)) : new Owner.Key(key);
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<ObjectKey> keys =
        Arbitraries.frequencyOf(Tuple.of(9, Keys.nesting()), Tuple.of(1, Keys.any()));
    return Combinators.combine(
            keys,
            Arbitraries.of("one", "two", "three", GONE, GONE, ERASED),
            Arbitraries.longs().between(-5, 5),
            Arbitraries.of(0, 0, 0, 1, 2, 11))
        .as(Event::new)
        .list()
        .ofMaxSize(25);
  }
}
