package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.backup.AsOf;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import fr.mangatheque.continuity.storage.backup.KeyAsOf;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a selection wants of a key. */
sealed interface Wanted {
  /** This version. */
  record Version(KeyAsOf.Alive alive) implements Wanted {
    EntryName.Version name() {
      return nameOf(alive);
    }

    long size() {
      return alive.preferred().size();
    }
  }

  /**
   * Nothing: it had been deleted.
   *
   * @param since the earliest of its markers
   * @param before what it was before; null if the backup does not hold that
   */
  record Deleted(Instant since, KeyAsOf.@Nullable Alive before) implements Wanted {}

  /** Nothing: it was erased on legal request. */
  record Erased() implements Wanted {}

  /** Nothing: the backup knows of nothing so early, or at all. */
  record Unknown() implements Wanted {}

  static Wanted of(Selection selection, @Nullable KeyEntries entries) {
    if (entries == null) {
      return new Unknown();
    }
    return switch (selection.view().read(entries).state()) {
      case KeyAsOf.Alive alive -> new Version(alive);
      case KeyAsOf.Erased _ -> new Erased();
      case KeyAsOf.Unknown _ -> new Unknown();
      case KeyAsOf.Deleted deleted -> deleted(selection, entries, deleted.marker());
    };
  }

  private static Wanted deleted(Selection selection, KeyEntries entries, HeldEntry marker) {
    List<HeldEntry> all = entries.entries();
    int first = all.indexOf(marker);
    while (first > 0 && all.get(first - 1).name() instanceof EntryName.Marker) {
      first--;
    }
    Instant since = all.get(first).name().instant();
    KeyAsOf.Alive before = before(entries, first).orElse(null);
    Instant undone = selection.includeDeletedSince();
    return before != null && undone != null && !since.isBefore(undone)
        ? new Version(before)
        : new Deleted(since, before);
  }

  private static Optional<KeyAsOf.Alive> before(KeyEntries entries, int marker) {
    if (marker == 0) {
      return Optional.empty();
    }
    KeyEntries earlier = new KeyEntries(entries.owner(), entries.entries().subList(0, marker));
    return AsOf.latest().read(earlier).state() instanceof KeyAsOf.Alive alive
        ? Optional.of(alive)
        : Optional.empty();
  }

  private static EntryName.Version nameOf(KeyAsOf.Alive alive) {
    return switch (alive.preferred().name()) {
      case EntryName.Version version -> version;
      case EntryName.Marker _, EntryName.Erased _ ->
          throw new IllegalStateException("copies of a version are versions: " + alive);
    };
  }
}
