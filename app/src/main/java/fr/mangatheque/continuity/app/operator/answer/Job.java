package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job of a source.
 *
 * @param schedule when it is due, as cron has it; null if no clock fires it
 * @param next when it is due next; null if no clock fires it
 * @param running the run under way; null if none is
 * @param last how the last run ended; null before the first
 * @param lastSucceeded when a run succeeded last; null before the first
 * @param lastSkipped the last time it was due and did not begin; null if that never happened
 */
public record Job(
    String source,
    String job,
    @Nullable String schedule,
    @Nullable Instant next,
    @Nullable Run running,
    @Nullable Run last,
    @Nullable Instant lastSucceeded,
    @Nullable Run lastSkipped) {}
