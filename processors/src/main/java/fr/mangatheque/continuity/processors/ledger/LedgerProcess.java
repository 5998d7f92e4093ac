package fr.mangatheque.continuity.processors.ledger;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A process of the ledger.
 *
 * @param host as it advertises itself; null if it does not, and cannot be asked
 * @param port as it advertises itself; -1 if it does not
 * @param self whether it is this one
 * @param partitions that are its to answer for, as of the last rebalance
 */
public record LedgerProcess(
    @Nullable String host, int port, boolean self, SortedSet<Integer> partitions) {
  public LedgerProcess {
    partitions = new TreeSet<>(partitions);
  }
}
