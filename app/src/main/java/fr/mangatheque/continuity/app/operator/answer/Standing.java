package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source stands in one partition of the ledger.
 *
 * @param oldestPending the oldest change that is not protected yet; null if there is none
 * @param backfilled whether all that the source's first audit found was copied or tried
 * @param readBack null until that is counted
 */
public record Standing(
    int partition,
    String source,
    Totals totals,
    @Nullable Instant oldestPending,
    boolean backfilled,
    @Nullable ReadBack readBack) {}
