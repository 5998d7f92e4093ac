package fr.mangatheque.continuity.app.config;

import java.time.Duration;

/**
 * When a deletion is believed.
 *
 * @param window how far apart the source is asked twice
 */
public record GuardSettings(Duration window) {}
