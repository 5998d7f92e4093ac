package fr.mangatheque.continuity.storage;

import java.time.Duration;

/**
 * What an endpoint was proven to do, by asking it.
 *
 * @param conditionalPut honours {@code If-None-Match: *} on PUT
 * @param conditionalCompletion honours it when a multipart upload is completed
 * @param checksSha256 refuses a body whose SHA-256 is not the announced one
 * @param checksContentMd5 refuses a body whose MD5 is not the announced one
 * @param clockSkew the endpoint's clock less ours, to about a second
 */
public record EndpointTraits(
    boolean conditionalPut,
    boolean conditionalCompletion,
    boolean checksSha256,
    boolean checksContentMd5,
    Duration clockSkew) {
  /** What S3 itself does. */
  public static final EndpointTraits FULL =
      new EndpointTraits(true, true, true, true, Duration.ZERO);

  /** Whether a successful PUT proves that the store received the right bytes. */
  public boolean verifiesOnReceipt() {
    return checksSha256 || checksContentMd5;
  }
}
