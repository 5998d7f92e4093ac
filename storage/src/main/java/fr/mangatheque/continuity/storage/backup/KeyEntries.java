package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import java.util.Comparator;
import java.util.List;

/**
 * All that the backup holds of one key.
 *
 * @param entries in their order, at least one
 */
public record KeyEntries(Owner owner, List<HeldEntry> entries) {
  private static final Comparator<HeldEntry> ORDER = Comparator.comparing(HeldEntry::name);

  public KeyEntries {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a key without entries is not in the backup: " + owner);
    }
    entries = entries.stream().sorted(ORDER).toList();
  }

  /** The entry that says what the source held last. */
  public HeldEntry greatest() {
    return entries.getLast();
  }

  /** Whose entries they are. */
  public sealed interface Owner {
    record Key(ObjectKey key) implements Owner {}

    /** A long key, known by its hash; {@link LongKeys} finds it. */
    record LongKey(Sha256 keyHash) implements Owner {}
  }
}
