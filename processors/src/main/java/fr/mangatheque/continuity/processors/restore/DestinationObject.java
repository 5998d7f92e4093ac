package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object as a destination shows it.
 *
 * @param key the source's, whatever the destination calls it
 * @param etag changes with the content; what is written over it must still have it
 * @param sha256 of its content, where the destination knows without being asked again; else null
 */
public record DestinationObject(
    ObjectKey key, long size, ETag etag, @Nullable Sha256 sha256, Instant lastModified) {}
