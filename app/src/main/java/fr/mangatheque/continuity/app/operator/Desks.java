package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.app.operator.answer.Incident;
import fr.mangatheque.continuity.app.operator.answer.Job;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows beside the ledger. Each is asked again and again, answers at once, and
 * with nothing where it cannot be read now.
 *
 * @param expectedJobs those that this process or another has to tell of, as {@code source/job}
 * @param jobs of its partitions
 * @param guard cases of its partitions
 * @param incidents that are open; empty if they cannot be read now, null in place of the supplier
 *     where the notifier runs elsewhere
 */
public record Desks(
    Set<String> expectedJobs,
    Supplier<Optional<List<Job>>> jobs,
    Supplier<Optional<List<GuardCase>>> guard,
    @Nullable Supplier<Optional<List<Incident>>> incidents) {
  public Desks {
    expectedJobs = Set.copyOf(expectedJobs);
  }
}
