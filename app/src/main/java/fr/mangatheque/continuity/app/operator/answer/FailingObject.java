package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object that fails.
 *
 * @param next when it is tried again by itself; null if it is being tried
 */
public record FailingObject(
    String source,
    String key,
    String stage,
    String cause,
    Instant since,
    int attempts,
    @Nullable Instant next) {}
