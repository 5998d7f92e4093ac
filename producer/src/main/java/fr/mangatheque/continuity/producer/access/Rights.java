package fr.mangatheque.continuity.producer.access;

import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a sender may speak of. Immutable.
 *
 * @param sources by their names; empty means all there are
 * @param actions CREATED, REMOVED or both
 * @throws IllegalArgumentException if nothing is allowed, or an action that no sender has
 */
public record Rights(SortedSet<String> sources, Set<ChangeKind> actions) {
  /** What senders say happens to objects. */
  public static final Set<ChangeKind> ACTIONS =
      Collections.unmodifiableSet(EnumSet.of(ChangeKind.CREATED, ChangeKind.REMOVED));

  /** Of every source, everything. */
  public static final Rights ALL = new Rights(new TreeSet<>(), ACTIONS);

  public Rights {
    sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
    if (actions.isEmpty() || !ACTIONS.containsAll(actions)) {
      throw new IllegalArgumentException("a sender's actions are one or more of " + ACTIONS);
    }
    actions = Collections.unmodifiableSet(EnumSet.copyOf(actions));
  }

  public boolean maySpeakOf(String source) {
    return sources.isEmpty() || sources.contains(source);
  }

  public boolean maySay(ChangeKind action) {
    return actions.contains(action);
  }
}
