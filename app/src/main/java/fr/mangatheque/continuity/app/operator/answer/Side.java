package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one bucket holds now.
 *
 * @param name of the object there
 * @param found whether it is there
 * @param keptSha256 the SHA-256 that the store keeps with it; null if it keeps none
 * @param readSha256 of the bytes that were read now; null if they were not
 * @param trouble why it cannot be told; null if it can
 */
public record Side(
    String bucket,
    String name,
    boolean found,
    @Nullable Long size,
    @Nullable String etag,
    @Nullable Instant lastModified,
    @Nullable String keptSha256,
    @Nullable String readSha256,
    @Nullable String trouble) {}
