package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.processors.scan.ScanPolicy;

/**
 * How buckets are listed.
 *
 * @param concurrency slices at a time in this process
 */
public record ScanOptions(int concurrency, ScanPolicy policy) {}
