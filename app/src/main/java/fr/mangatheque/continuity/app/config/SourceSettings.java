package fr.mangatheque.continuity.app.config;

/**
 * What is protected, and where.
 *
 * @param origin read only
 * @param backup added to only
 * @param prefix what the names of its backup objects start with; empty or ends with a slash
 */
public record SourceSettings(BucketSettings origin, BucketSettings backup, String prefix) {}
