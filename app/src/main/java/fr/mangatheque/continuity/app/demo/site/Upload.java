package fr.mangatheque.continuity.app.demo.site;

import java.time.Instant;

/**
 * Content that the source acknowledged.
 *
 * @param sha256 of what was sent, lower-case hex
 * @param etag as answered, without quotes
 * @param at when the answer came
 * @param nanos when the answer came, by {@link System#nanoTime}
 */
public record Upload(
    String key,
    String sha256,
    long size,
    String etag,
    String contentType,
    Instant at,
    long nanos) {}
