package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;

/**
 * A source is paused.
 *
 * @param by who paused it
 * @param reason may be empty
 */
public record Pause(String source, String by, Instant since, String reason) {}
