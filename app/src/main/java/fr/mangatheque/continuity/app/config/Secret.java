package fr.mangatheque.continuity.app.config;

/**
 * A value that is never shown: it prints as {@value #MASK}. Equality is by value, so that two
 * configurations compare.
 */
public record Secret(String value) {
  /** What is shown in its place. */
  public static final String MASK = "********";

  public Secret {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a secret is not empty");
    }
  }

  @Override
  public String toString() {
    return MASK;
  }
}
