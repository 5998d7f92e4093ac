package fr.mangatheque.continuity.testkit.s3;

import java.time.Instant;

/**
 * A request the server took and how it answered.
 *
 * @param bucket empty for a request about all buckets
 * @param key empty for a request about a bucket
 * @param status 0 when it was not answered
 * @param code S3's error code, empty on success
 * @param received bytes of the request's body
 * @param sent bytes of the answer's body, as far as it meant to send them
 */
public record Exchange(
    Instant at,
    Operation operation,
    String bucket,
    String key,
    int status,
    String code,
    long received,
    long sent) {}
