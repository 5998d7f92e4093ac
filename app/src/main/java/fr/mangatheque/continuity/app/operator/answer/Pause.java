package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source is paused.
 *
 * @param by who paused it
 * @param until when it ends by itself; null if only a person ends it
 * @param reason may be empty
 */
public record Pause(
    String source, String by, Instant since, @Nullable Instant until, String reason) {}
