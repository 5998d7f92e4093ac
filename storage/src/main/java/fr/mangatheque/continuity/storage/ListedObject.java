package fr.mangatheque.continuity.storage;

import java.time.Instant;

/** An object as a listing shows it. */
public record ListedObject(ObjectKey key, long size, ETag etag, Instant lastModified) {}
