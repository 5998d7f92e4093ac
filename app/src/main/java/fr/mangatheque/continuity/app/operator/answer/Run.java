package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of a job, as it was last heard of.
 *
 * @param id of the run
 * @param phase requested, started, progress, succeeded, failed or skipped
 * @param at when that was told
 * @param done of total, how much is done; null if it cannot be told
 * @param figures what was counted, by name
 * @param cause of its failure; null if it did not fail
 * @param detail what came of it, in a sentence; may be empty
 */
public record Run(
    String id,
    String phase,
    Instant at,
    @Nullable Instant startedAt,
    @Nullable Long done,
    @Nullable Long total,
    Map<String, Long> figures,
    @Nullable String cause,
    String detail) {
  public static final String REQUESTED = "requested";
  public static final String PROGRESS = "progress";
  public static final String SUCCEEDED = "succeeded";
  public static final String FAILED = "failed";
  public static final String SKIPPED = "skipped";

  public boolean ended() {
    return phase.equals(SUCCEEDED) || phase.equals(FAILED) || phase.equals(SKIPPED);
  }
}
