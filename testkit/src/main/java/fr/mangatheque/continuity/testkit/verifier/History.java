package fr.mangatheque.continuity.testkit.verifier;

import fr.mangatheque.continuity.testkit.verifier.BackupEntry.Kind;
import fr.mangatheque.continuity.testkit.verifier.SourceJournal.State;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the entries of one key, repaired copies left out, are states of the source in their
 * order, each at most once: a subsequence of the journal. States may be missing, for nobody keeps
 * what was overwritten before anyone looked.
 */
final class History {
  private final List<State> states;
  private final boolean mayRepeat;
  private int next;
  private int repeats;

  History(List<State> states, boolean mayRepeat) {
    this.states = states;
    this.mayRepeat = mayRepeat;
  }

  /** Compares; tells {@code found} of every entry that does not fit. */
  void compare(List<BackupEntry> entries, BiConsumer<Check, String> found) {
    @Nullable BackupEntry previous = null;
    for (BackupEntry entry : entries) {
      int at = find(entry, next);
      if (at >= 0) {
        next = at + 1;
      } else if (find(entry, 0) < 0) {
        found.accept(
            entry.kind() == Kind.VERSION ? Check.INVENTED : Check.MARKER,
            "the source never held what is there as " + entry.copyOf());
      } else if (mayRepeat) {
        repeats++;
      } else {
        boolean again = previous != null && sameState(previous, entry);
        found.accept(
            again ? Check.ONCE : Check.ORDER,
            entry.copyOf()
                + (again
                    ? " is there again, with nothing between"
                    : " is older than what stands before it"));
      }
      previous = entry;
    }
  }

  int repeats() {
    return repeats;
  }

  private int find(BackupEntry entry, int from) {
    for (int i = from; i < states.size(); i++) {
      State state = states.get(i);
      if (entry.kind() == Kind.VERSION
          ? state.sha256().equals(entry.sha256())
          : entry.kind() == Kind.DELETED && state.isGone()) {
        return i;
      }
    }
    return -1;
  }

  private static boolean sameState(BackupEntry a, BackupEntry b) {
    return a.kind() == b.kind() && a.sha256().equals(b.sha256());
  }
}
