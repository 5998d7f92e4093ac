package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How what the destination has of a key stands to what the backup has of it. */
enum Standing {
  /** It has nothing. */
  MISSING,
  /** It has the wanted bytes. */
  RIGHT,
  /** It has other bytes, which the backup also holds. */
  HELD,
  /** It has bytes that the backup does not hold of this key. */
  UNPROTECTED,
  /** The listings do not tell: its hash is needed. */
  UNCLEAR;

  /** An MD5, or one of the parts' MD5s with their number: it means the same in any store. */
  private static final Pattern OF_CONTENT = Pattern.compile("[0-9a-f]{32}(-[0-9]{1,5})?");

  /**
   * As far as listings tell. A tag is believed only where it is made of the content's MD5, and of a
   * version that had to be repaired only that of the last copy.
   *
   * @param wanted null if the key is to have nothing
   * @param entries all the backup has of the key; null if nothing
   */
  static Standing listed(
      EntryName.@Nullable Version wanted,
      @Nullable KeyEntries entries,
      @Nullable DestinationObject there) {
    if (there == null) {
      return MISSING;
    }
    if (there.sha256() != null) {
      return hashed(wanted, entries, there.sha256());
    }
    List<HeldEntry> candidates = sameSize(entries, there.size());
    if (candidates.isEmpty()) {
      return UNPROTECTED;
    }
    Standing best = UNCLEAR;
    for (HeldEntry entry : candidates) {
      if (entry.name() instanceof EntryName.Version version && sameTag(version, entry, there)) {
        if (wanted != null && version.sha256().equals(wanted.sha256())) {
          return RIGHT;
        }
        best = HELD;
      }
    }
    return best;
  }

  /** Once the hash of what the destination has is known. */
  static Standing hashed(
      EntryName.@Nullable Version wanted, @Nullable KeyEntries entries, Sha256 hash) {
    if (wanted != null && wanted.sha256().equals(hash)) {
      return RIGHT;
    }
    boolean held =
        entries != null
            && entries.entries().stream()
                .anyMatch(
                    entry ->
                        entry.name() instanceof EntryName.Version version
                            && version.sha256().equals(hash));
    return held ? HELD : UNPROTECTED;
  }

  private static boolean sameTag(
      EntryName.Version version, HeldEntry entry, DestinationObject there) {
    ETag tag = there.etag();
    return OF_CONTENT.matcher(tag.value()).matches()
        && (EntryNames.tag(tag).equals(version.etag()) || tag.equals(entry.etag()));
  }

  /** Versions of that size, of each the last copy. */
  private static List<HeldEntry> sameSize(@Nullable KeyEntries entries, long size) {
    List<HeldEntry> found = new ArrayList<>();
    if (entries == null) {
      return found;
    }
    EntryName.@Nullable Version later = null;
    for (HeldEntry entry : entries.entries().reversed()) {
      if (entry.name() instanceof EntryName.Version version) {
        if (entry.size() == size && !isCopyOf(version, later)) {
          found.add(entry);
        }
        later = version;
      }
    }
    return found;
  }

  private static boolean isCopyOf(EntryName.Version version, EntryName.@Nullable Version later) {
    return later != null
        && version.instant().equals(later.instant())
        && version.sha256().equals(later.sha256())
        && version.etag().equals(later.etag());
  }
}
