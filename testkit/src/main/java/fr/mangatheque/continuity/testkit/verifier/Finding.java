package fr.mangatheque.continuity.testkit.verifier;

/**
 * Something that is not as it should be.
 *
 * @param subject the object's key, a name in the backup, or an incident's cause
 */
public record Finding(Check check, String subject, String detail) {
  @Override
  public String toString() {
    return check + " " + subject.replace("\n", "\\n") + ": " + detail;
  }
}
