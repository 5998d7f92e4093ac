package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.ETag;
import java.time.Instant;

/**
 * An entry as the backup's listing shows it.
 *
 * @param size bytes
 * @param etag the backup's own, not the source's
 * @param storedAt when the backup received it
 */
public record HeldEntry(EntryName name, long size, ETag etag, Instant storedAt) {}
