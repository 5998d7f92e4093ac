package fr.mangatheque.continuity.storage.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the backup as of a moment: of each key the greatest entry not after it. Without a moment
 * the greatest of all counts, also where it is dated in the future, as a source whose clock is
 * ahead dates it. Works key by key and keeps nothing, so the memory it needs is that of the largest
 * group of entries, whatever the bucket holds.
 */
public final class AsOf {
  private final @Nullable Instant moment;

  private AsOf(@Nullable Instant moment) {
    this.moment = moment;
  }

  /** As all that is known has it. */
  public static AsOf latest() {
    return new AsOf(null);
  }

  /** As it was at {@code moment}, that moment included. */
  public static AsOf of(Instant moment) {
    return new AsOf(moment);
  }

  /** Empty for {@link #latest}. */
  public Optional<Instant> moment() {
    return Optional.ofNullable(moment);
  }

  /** What {@code key} was. */
  public KeyAsOf read(KeyEntries key) {
    List<HeldEntry> until = new ArrayList<>();
    List<HeldEntry> later = new ArrayList<>();
    for (HeldEntry entry : key.entries()) {
      (isLater(entry) ? later : until).add(entry);
    }
    return new KeyAsOf(key.owner(), state(until), later);
  }

  /** What each of {@code keys} was, in their order, each when it is asked for. */
  public Iterator<KeyAsOf> read(Iterator<KeyEntries> keys) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return keys.hasNext();
      }

      @Override
      public KeyAsOf next() {
        return read(keys.next());
      }
    };
  }

  private boolean isLater(HeldEntry entry) {
    return moment != null && entry.name().instant().isAfter(moment);
  }

  private static KeyAsOf.State state(List<HeldEntry> entries) {
    if (entries.isEmpty()) {
      return new KeyAsOf.Unknown();
    }
    HeldEntry greatest = entries.getLast();
    return switch (greatest.name()) {
      case EntryName.Version version -> new KeyAsOf.Alive(copies(version, entries));
      case EntryName.Marker _ -> new KeyAsOf.Deleted(greatest);
      case EntryName.Erased _ -> new KeyAsOf.Erased(greatest);
    };
  }

  private static List<HeldEntry> copies(EntryName.Version version, List<HeldEntry> entries) {
    return entries.reversed().stream()
        .filter(entry -> entry.name() instanceof EntryName.Version other && same(version, other))
        .toList();
  }

  private static boolean same(EntryName.Version a, EntryName.Version b) {
    return a.instant().equals(b.instant())
        && a.sha256().equals(b.sha256())
        && a.etag().equals(b.etag());
  }
}
