package fr.mangatheque.continuity.app.operator.answer;

import org.jspecify.annotations.Nullable;

/**
 * How far the first backup of what a source held before has come.
 *
 * @param step waiting, listing, copying or complete
 * @param done objects that are through this step, of total; null if it cannot be told
 * @param secondsLeft of this step, by its pace so far; null if it cannot be told
 */
public record Backfill(
    String step, @Nullable Long done, @Nullable Long total, @Nullable Long secondsLeft) {
  public static final String WAITING = "waiting";
  public static final String LISTING = "listing";
  public static final String COPYING = "copying";
  public static final String COMPLETE = "complete";
}
