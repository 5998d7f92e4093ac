package fr.mangatheque.continuity.app.operator.answer;

import org.jspecify.annotations.Nullable;

/**
 * What a process that keeps an object knows of it.
 *
 * @param known null if it was never told of it
 */
public record Looked(@Nullable Known known) {}
