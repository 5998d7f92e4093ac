package fr.mangatheque.continuity.app.operator.answer;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one process knows of all sources.
 *
 * @param partitions of the ledger that it could read
 * @param standings of its partitions
 * @param incidents that are open, as far as it keeps them; null if it keeps none because the
 *     notifier runs elsewhere
 * @param silences what it should know and could not read now
 */
public record Part(
    Set<Integer> partitions,
    List<Standing> standings,
    List<Pause> pauses,
    List<Job> jobs,
    List<GuardCase> guard,
    @Nullable List<Incident> incidents,
    List<Silence> silences) {
  public Part {
    partitions = Set.copyOf(partitions);
    standings = List.copyOf(standings);
    pauses = List.copyOf(pauses);
    jobs = List.copyOf(jobs);
    guard = List.copyOf(guard);
    incidents = incidents == null ? null : List.copyOf(incidents);
    silences = List.copyOf(silences);
  }
}
