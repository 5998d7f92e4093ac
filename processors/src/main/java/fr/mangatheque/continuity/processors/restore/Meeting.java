package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import org.jspecify.annotations.Nullable;

/**
 * What both sides have of a key.
 *
 * @param entries what the backup has; null if it never held the key
 * @param there what the destination has; null if nothing
 */
record Meeting(
    Section section,
    ObjectKey key,
    @Nullable KeyEntries entries,
    @Nullable DestinationObject there) {

  /** Where in the course of a walk a key comes, and in which order. */
  enum Section {
    /** Met in both listings, by {@link KeyOrder}. */
    LISTED,
    /** Long in the backup, by hash. */
    LONG,
    /** Kept apart by the destination, by hash. */
    APART
  }
}
