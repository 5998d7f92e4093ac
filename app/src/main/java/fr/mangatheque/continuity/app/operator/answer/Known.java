package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of an object.
 *
 * @param state protected, pending, removed or erased
 * @param entry the name of its newest version; null if it has none
 * @param protectedSince when the proof of it was taken in
 * @param readBackAt when its bytes were last read back and were right; null if not yet
 * @param versions how many the backup is known to hold, older ones included; null if who answers is
 *     of a version that does not tell
 * @param step what is being done; null if nothing is
 * @param failing what it fails of, stage and cause; null if it does not
 */
public record Known(
    String state,
    @Nullable String entry,
    @Nullable String sha256,
    @Nullable Long size,
    @Nullable String etag,
    @Nullable Instant lastModified,
    @Nullable Instant protectedSince,
    @Nullable Instant readBackAt,
    @Nullable Long versions,
    @Nullable String step,
    @Nullable String failing) {}
