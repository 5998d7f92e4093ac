package fr.mangatheque.continuity.testkit.verifier;

import java.net.URI;

/**
 * Where a bucket is, and who reads it.
 *
 * @param endpoint without a path
 * @param prefix what all names of interest start with; may be empty
 */
public record BucketAddress(
    URI endpoint,
    String region,
    String bucket,
    String prefix,
    String accessKeyId,
    String secretAccessKey) {

  /** The same bucket under another prefix. */
  public BucketAddress below(String other) {
    return new BucketAddress(endpoint, region, bucket, other, accessKeyId, secretAccessKey);
  }
}
