package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.app.command.backup.PatientReads;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.Listing;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryGroups;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import fr.mangatheque.continuity.storage.backup.LongKeys;
import java.util.function.BiPredicate;

/**
 * Goes through the keys of a backup that start with a prefix, long ones last. The listing is gone
 * through as it comes: memory does not depend on how much there is.
 */
final class KeyWalk {
  private final PatientReads reads;
  private final BackupLayout layout;
  private final String prefix;

  /**
   * @param prefix of keys; empty for all but canaries, which are nobody's content
   */
  KeyWalk(PatientReads reads, BackupLayout layout, String prefix) {
    this.reads = reads;
    this.layout = layout;
    this.prefix = prefix;
  }

  /**
   * Hands over each key with its entries. A long key that the backup does not tell any more has the
   * name of where its entries stand.
   *
   * @param visitor says whether to go on
   * @throws StoreException if the store could not tell
   */
  void visit(BiPredicate<String, KeyEntries> visitor) {
    boolean more = visit(layout.objects() + prefix, visitor);
    if (more) {
      visit(layout.longs(), visitor);
    }
  }

  private boolean visit(String start, BiPredicate<String, KeyEntries> visitor) {
    EntryGroups groups = new EntryGroups(layout, Listing.of(reads, start));
    while (groups.hasNext()) {
      KeyEntries entries = groups.next();
      String name = name(entries);
      if (wanted(name) && !visitor.test(name, entries)) {
        return false;
      }
    }
    return true;
  }

  private boolean wanted(String name) {
    boolean canary = name.startsWith(ObjectId.CANARY_PREFIX);
    return name.startsWith(prefix) && (!canary || prefix.startsWith(ObjectId.CANARY_PREFIX));
  }

  private String name(KeyEntries entries) {
    return switch (entries.owner()) {
      case KeyEntries.Owner.Key(ObjectKey key) -> key.value();
      case KeyEntries.Owner.LongKey(Sha256 hash) ->
          new LongKeys(reads, layout)
              .find(hash, entries.greatest().name())
              .map(ObjectKey::value)
              .orElse(layout.longPrefix(hash));
    };
  }
}
