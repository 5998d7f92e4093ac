package fr.mangatheque.continuity.notifier.incident;

import org.jspecify.annotations.Nullable;

/**
 * What comes of an input.
 *
 * @param state the cause's new state
 * @param failure the object's new state; null if it does not fail
 * @param notice what to tell; null if nothing
 */
record Step(IncidentState state, @Nullable Failure failure, @Nullable Notice notice) {}
