package fr.mangatheque.continuity.app.config;

/**
 * How much is copied at once.
 *
 * @param concurrency copies at the same time, at most
 * @param memoryBudget memory for content in transit
 * @param inMemoryUpTo objects above this size pass through files
 * @param diskBudget disk for content in transit
 */
public record CopySettings(
    int concurrency, DataSize memoryBudget, DataSize inMemoryUpTo, DataSize diskBudget) {}
