package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.Failures;
import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Part;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows, and who knows the rest. Reads only, and does not wait: what cannot be
 * read now is told as silent. Thread-safe.
 */
public interface Holdings {
  /** All it knows of how sources stand. */
  Part part();

  /**
   * Objects of its partitions that fail, those that fail longest first.
   *
   * @param source only of this one; null for all
   * @param limit at most so many
   */
  Failures failing(@Nullable String source, int limit);

  /** What is known of one object, or who knows. */
  Located find(ObjectId object);

  /** Who keeps the partitions of the ledger. */
  Processes processes();

  /** The jobs that some process has to tell of, as {@code source/job}. */
  Set<String> expectedJobs();

  /**
   * Who keeps what.
   *
   * @param partitions of the ledger in all
   * @param others the other processes, by their addresses, with the partitions they keep
   */
  record Processes(int partitions, Map<URI, Set<Integer>> others) {
    public Processes {
      others = Map.copyOf(others);
    }
  }

  /** Where the knowledge of an object is. */
  sealed interface Located {
    record Here(Known known) implements Located {}

    /** It would be known here, and is not. */
    record Nowhere() implements Located {}

    /** Another process keeps it. */
    record At(URI process) implements Located {}

    /**
     * Nobody can tell now.
     *
     * @param why in a sentence without its full stop
     */
    record Unavailable(String why) implements Located {}
  }
}
