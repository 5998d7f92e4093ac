package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source stands in one partition of the ledger.
 *
 * @param oldestPending the oldest change that is not protected yet; null if there is none
 * @param oldestFailing no object has failed for longer; null if none fails
 * @param backfilled whether all that the source's first audit found was copied or tried; null if no
 *     audit has ended
 */
public record Standing(
    int partition,
    String source,
    Totals totals,
    @Nullable Instant oldestPending,
    @Nullable Instant oldestFailing,
    @Nullable Boolean backfilled) {}
