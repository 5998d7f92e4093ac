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

  /** Nothing is proven yet: each write looks first, and sends no checksum. */
  public static final EndpointTraits UNPROVEN =
      new EndpointTraits(false, false, false, false, Duration.ZERO);

  /** Whether a successful PUT proves that the store received the right bytes. */
  public boolean verifiesOnReceipt() {
    return checksSha256 || checksContentMd5;
  }

  /** One line for the log. */
  public String describe() {
    return "conditional PUT "
        + yesOrNo(conditionalPut)
        + ", conditional completion "
        + yesOrNo(conditionalCompletion)
        + ", checks SHA-256 "
        + yesOrNo(checksSha256)
        + ", checks Content-MD5 "
        + yesOrNo(checksContentMd5)
        + ", clock "
        + clockSkew.toSeconds()
        + " s from ours";
  }

  private static String yesOrNo(boolean does) {
    return does ? "yes" : "no";
  }
}
