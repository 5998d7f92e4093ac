package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;

/**
 * An incident that is open.
 *
 * @param id as alerts name it
 * @param source whose it is; empty if it is of none
 * @param stage where it is
 * @param cause what it is
 * @param severity warning or critical
 * @param failing objects that fail of it
 * @param summary what is wrong, in a line
 * @param action what to do
 */
public record Incident(
    String id,
    String source,
    String stage,
    String cause,
    String severity,
    Instant openedAt,
    long failing,
    String summary,
    String action) {}
