package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import fr.mangatheque.continuity.storage.backup.KeyEntries.Owner;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * All keys of a scope with their entries: first those that stand under {@code objects/}, in the
 * order of {@link KeyOrder}, then long ones in the order of their hashes. Where the backup does not
 * tell a long key, its owner stays a {@link Owner.LongKey}, whatever the scope. Canaries are left
 * out, unless one is asked for. Streams: memory is that of the largest group. One thread uses it.
 */
public final class BackupKeys implements Iterator<KeyEntries>, AutoCloseable {
  private final BackupAccess backup;
  private final Attempts attempts;
  private final Scope scope;
  private Iterator<KeyEntries> groups;
  private boolean last;

  /** Of a scope; a {@link Scope.Sample} is everything here. */
  public BackupKeys(BackupAccess backup, Scope scope, Retries retries) {
    this(backup, scope, new Attempts(retries, RestoreWatch.NONE));
  }

  BackupKeys(BackupAccess backup, Scope scope, Attempts attempts) {
    this.backup = backup;
    this.attempts = attempts;
    this.scope = scope;
    if (scope instanceof Scope.OneKey one) {
      groups =
          KeyGroups.of(backup, one.key(), attempts).map(List::of).orElseGet(List::of).iterator();
      last = true;
    } else {
      groups = KeyGroups.listed(backup, scope, attempts);
    }
  }

  /**
   * @throws StoreException if the store could not tell
   */
  @Override
  public boolean hasNext() {
    if (!groups.hasNext() && !last) {
      last = true;
      groups = KeyGroups.longOnes(backup, scope, attempts);
    }
    return groups.hasNext();
  }

  @Override
  public KeyEntries next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return groups.next();
  }

  @Override
  public void close() {
    if (groups instanceof KeyGroups part) {
      part.close();
    }
  }
}
