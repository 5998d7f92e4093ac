package fr.mangatheque.continuity.testkit.verifier;

/**
 * A cause that people were told of.
 *
 * @param cause its class, such as {@code UNREACHABLE}
 * @param resolved whether they were told that it is over
 */
public record Incident(
    String id, String stage, String cause, String severity, String summary, boolean resolved) {

  /** {@code STAGE/CAUSE}. */
  public String place() {
    return stage + "/" + cause;
  }
}
