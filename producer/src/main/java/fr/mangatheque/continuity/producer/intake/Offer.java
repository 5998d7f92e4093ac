package fr.mangatheque.continuity.producer.intake;

import org.jspecify.annotations.Nullable;

/**
 * What a process offers over HTTP, beside its health and its metrics.
 *
 * @param events whether it takes events
 * @param objects whom it asks how objects stand; null if it does not say
 */
public record Offer(boolean events, @Nullable ObjectLookup objects) {}
