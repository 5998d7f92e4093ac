package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.processors.restore.Meeting.Section;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import fr.mangatheque.continuity.storage.backup.KeyEntries.Owner;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through both sides at once, key by key, and keeps nothing: first what both list, in the
 * order of {@link KeyOrder}; then the backup's long keys; then what the destination keeps apart.
 * One thread uses it.
 */
final class Candidates implements Iterator<Candidate>, AutoCloseable {
  private final BackupAccess backup;
  private final Destination to;
  private final Scope scope;
  private final Attempts attempts;
  private Section section = Section.LISTED;
  private @Nullable KeyGroups groups;
  private Destination.@Nullable Walk objects;
  private @Nullable KeyEntries group;
  private @Nullable DestinationObject object;
  private @Nullable Candidate next;

  Candidates(BackupAccess backup, Destination to, Scope scope, Attempts attempts) {
    this.backup = backup;
    this.to = to;
    this.scope = scope;
    this.attempts = attempts;
    groups = KeyGroups.listed(backup, scope, attempts);
    objects = to.list(scope.prefix(), attempts);
  }

  /** Keys that are known by name. */
  static Iterator<Candidate> ofKeys(List<ObjectKey> keys) {
    return keys.stream().<Candidate>map(Candidate.Single::new).iterator();
  }

  /**
   * @throws StoreException if one of the stores could not tell
   */
  @Override
  public boolean hasNext() {
    while (next == null) {
      next = find();
      if (next == null && !enterNextSection()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Candidate next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Candidate found = next;
    next = null;
    return found;
  }

  private @Nullable Candidate find() {
    return switch (section) {
      case LISTED -> join();
      case LONG -> groups != null && groups.hasNext() ? longOne(groups.next()) : null;
      case APART -> {
        DestinationObject apart = nextObject();
        yield apart == null ? null : new Candidate.Beyond(Section.APART, apart);
      }
    };
  }

  private boolean enterNextSection() {
    close();
    return switch (section) {
      case LISTED -> {
        section = Section.LONG;
        groups = KeyGroups.longOnes(backup, scope, attempts);
        yield true;
      }
      case LONG -> {
        section = Section.APART;
        objects = to.listApart(scope.prefix(), attempts);
        yield true;
      }
      case APART -> false;
    };
  }

  private @Nullable Candidate join() {
    group = group == null && groups != null && groups.hasNext() ? groups.next() : group;
    object = object == null ? nextObject() : object;
    if (group == null) {
      return object == null ? null : onlyThere(object);
    }
    ObjectKey key = key(group);
    if (object == null) {
      return onlyInBackup(key, group);
    }
    int order = KeyOrder.INSTANCE.compare(key, object.key());
    if (order == 0) {
      Meeting meeting = new Meeting(Section.LISTED, key, group, object);
      group = null;
      object = null;
      return new Candidate.Met(meeting);
    }
    return order < 0 ? onlyInBackup(key, group) : onlyThere(object);
  }

  private Candidate onlyInBackup(ObjectKey key, KeyEntries entries) {
    group = null;
    return to.apart(key)
        ? new Candidate.Unlisted(Section.LISTED, key, entries)
        : new Candidate.Met(new Meeting(Section.LISTED, key, entries, null));
  }

  private Candidate onlyThere(DestinationObject there) {
    object = null;
    return backup.layout().isLong(there.key())
        ? new Candidate.Beyond(Section.LISTED, there)
        : new Candidate.Met(new Meeting(Section.LISTED, there.key(), null, there));
  }

  private Candidate longOne(KeyEntries entries) {
    return switch (entries.owner()) {
      case Owner.Key owner -> new Candidate.Unlisted(Section.LONG, owner.key(), entries);
      case Owner.LongKey owner ->
          new Candidate.Nameless(KeyGroups.name(backup.layout(), owner), entries);
    };
  }

  private @Nullable DestinationObject nextObject() {
    while (objects != null && objects.hasNext()) {
      DestinationObject found = objects.next();
      if (!KeyGroups.isCanary(found.key())) {
        return found;
      }
    }
    return null;
  }

  private static ObjectKey key(KeyEntries entries) {
    return switch (entries.owner()) {
      case Owner.Key owner -> owner.key();
      case Owner.LongKey owner ->
          throw new IllegalStateException("only long keys are known by hash: " + owner);
    };
  }

  @Override
  public void close() {
    if (groups != null) {
      groups.close();
      groups = null;
    }
    if (objects != null) {
      objects.close();
      objects = null;
    }
  }
}
