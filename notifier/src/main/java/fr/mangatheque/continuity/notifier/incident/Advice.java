package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Severity;

/**
 * What a person woken at night needs to know of a cause.
 *
 * @param severity how urgent
 * @param summary what is wrong, in a line that stays the same as long as the incident lasts
 * @param meaning what it means for recovery
 * @param action what to do
 * @param over what it means once it is over
 */
public record Advice(
    Severity severity, String summary, String meaning, String action, String over) {}
