package fr.mangatheque.continuity.app.operator.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something did not answer, so that the answer is not whole.
 *
 * @param what ledger, jobs, guard or incidents
 * @param partitions of it; empty if all that a process has
 * @param process where it was asked; null if it is not known whom to ask
 */
public record Silence(String what, List<Integer> partitions, @Nullable String process, String why) {
  public Silence {
    partitions = List.copyOf(partitions);
  }
}
