package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryGroups;
import fr.mangatheque.continuity.storage.backup.EntryLister;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import fr.mangatheque.continuity.storage.backup.KeyEntries.Owner;
import fr.mangatheque.continuity.storage.backup.LongKeys;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a scope with their entries, from one part of the backup's listing; canaries are left out.
 * One thread uses it.
 */
final class KeyGroups implements Iterator<KeyEntries>, AutoCloseable {
  private final BackupAccess backup;
  private final Attempts attempts;
  private final Scope scope;
  private final LongKeys longKeys;
  private final Pages pages;
  private final EntryGroups groups;
  private @Nullable KeyEntries next;

  private KeyGroups(BackupAccess backup, Scope scope, Attempts attempts, String prefix) {
    this.backup = backup;
    this.attempts = attempts;
    this.scope = scope;
    this.longKeys = new LongKeys(backup.reader(), backup.layout());
    this.pages = new Pages(backup.lister(), prefix, attempts);
    this.groups = new EntryGroups(backup.layout(), pages);
  }

  /** Those under {@code objects/}, in the order of {@link KeyOrder}. */
  static KeyGroups listed(BackupAccess backup, Scope scope, Attempts attempts) {
    return new KeyGroups(backup, scope, attempts, backup.layout().objects() + scope.prefix());
  }

  /**
   * Long ones, in the order of their hashes. Where the backup does not tell the key, its owner
   * stays a {@link Owner.LongKey}, whatever the scope.
   */
  static KeyGroups longOnes(BackupAccess backup, Scope scope, Attempts attempts) {
    return new KeyGroups(backup, scope, attempts, backup.layout().longs());
  }

  /** All entries of one key; empty if it was never protected. */
  static Optional<KeyEntries> of(BackupAccess backup, ObjectKey key, Attempts attempts) {
    EntryLister lister = new EntryLister(backup.lister(), backup.layout());
    List<HeldEntry> entries =
        attempts.of("LIST of the entries of " + key, () -> lister.entries(key));
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(new KeyEntries(new Owner.Key(key), entries));
  }

  /** A key; where that is unknown, what the names of its entries start with. */
  static String name(BackupLayout layout, Owner owner) {
    return switch (owner) {
      case Owner.Key known -> known.key().value();
      case Owner.LongKey unknown -> layout.longPrefix(unknown.keyHash());
    };
  }

  static boolean isCanary(ObjectKey key) {
    return key.value().startsWith(ObjectId.CANARY_PREFIX);
  }

  /**
   * @throws StoreException if the store could not tell
   */
  @Override
  public boolean hasNext() {
    while (next == null && groups.hasNext()) {
      KeyEntries group = named(groups.next());
      if (isMeant(group.owner())) {
        next = group;
      }
    }
    return next != null;
  }

  @Override
  public KeyEntries next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    KeyEntries group = next;
    next = null;
    return group;
  }

  private boolean isMeant(Owner owner) {
    return switch (owner) {
      case Owner.Key known -> scope.contains(known.key()) && !isCanary(known.key());
      case Owner.LongKey _ -> true;
    };
  }

  private KeyEntries named(KeyEntries group) {
    if (!(group.owner() instanceof Owner.LongKey(var hash))) {
      return group;
    }
    return attempts
        .of(
            "the key of " + backup.layout().longPrefix(hash),
            () -> longKeys.find(hash, group.greatest().name()))
        .map(key -> new KeyEntries(new Owner.Key(key), group.entries()))
        .orElse(group);
  }

  @Override
  public void close() {
    pages.close();
  }
}
