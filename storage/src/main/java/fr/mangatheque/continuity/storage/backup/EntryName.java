package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Instant;

/**
 * Name of one entry of a key, the last segment of its name in the backup: {@code
 * <instant>~<sha256>~<etag>}, {@code <instant>~deleted} or {@code <instant>~erased}; a repaired
 * version has {@code ~r1}, {@code ~r2} … behind it. Entries of a key are totally ordered: by
 * instant, then by name, then by repair, numerically.
 *
 * @see EntryNames which writes and parses
 */
public sealed interface EntryName extends Comparable<EntryName> {
  /**
   * Whole milliseconds: the store's Last-Modified, raised where needed to keep entries in order.
   */
  Instant instant();

  /** As it stands in the bucket. */
  default String format() {
    return EntryNames.format(this);
  }

  @Override
  default int compareTo(EntryName other) {
    return EntryNames.ORDER.compare(this, other);
  }

  /**
   * Content the source held.
   *
   * @param etag as the source told it, shortened by {@link EntryNames#tag} if it is very long
   * @param repair 0 for the first copy, up to 99,999,999
   */
  record Version(Instant instant, Sha256 sha256, ETag etag, int repair) implements EntryName {
    public Version {
      EntryNames.requireMillis(instant);
      if (repair < 0 || repair > EntryNames.MAX_REPAIR) {
        throw new IllegalArgumentException("a repair is numbered from 1: " + repair);
      }
      if (!EntryNames.tag(etag).equals(etag)) {
        throw new IllegalArgumentException("too long for a name, tag() shortens it: " + etag);
      }
    }

    /** The next copy of the same version. */
    public Version repaired() {
      return new Version(instant, sha256, etag, repair + 1);
    }

    @Override
    public String toString() {
      return format();
    }
  }

  /** The source no longer held the key. */
  record Marker(Instant instant) implements EntryName {
    public Marker {
      EntryNames.requireMillis(instant);
    }

    @Override
    public String toString() {
      return format();
    }
  }

  /** What was held was erased on legal request. */
  record Erased(Instant instant) implements EntryName {
    public Erased {
      EntryNames.requireMillis(instant);
    }

    @Override
    public String toString() {
      return format();
    }
  }
}
