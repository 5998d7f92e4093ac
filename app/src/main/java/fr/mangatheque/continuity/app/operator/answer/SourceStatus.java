package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a source stands.
 *
 * @param state ok, backfill, paused, failing or frozen: the first of these that needs a person more
 *     than those before it
 * @param oldestPending the oldest change that is not protected yet; null if there is none
 * @param readBack null until that is counted
 * @param pause null unless it is paused
 * @param guard deletions that wait for a person
 */
public record SourceStatus(
    String source,
    String state,
    Totals totals,
    @Nullable Instant oldestPending,
    Backfill backfill,
    @Nullable ReadBack readBack,
    @Nullable Pause pause,
    List<Job> jobs,
    List<GuardCase> guard) {
  public static final String OK = "ok";
  public static final String BACKFILL = "backfill";
  public static final String PAUSED = "paused";
  public static final String FAILING = "failing";
  public static final String FROZEN = "frozen";

  public SourceStatus {
    jobs = List.copyOf(jobs);
    guard = List.copyOf(guard);
  }
}
