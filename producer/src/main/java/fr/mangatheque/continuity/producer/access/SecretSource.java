package fr.mangatheque.continuity.producer.access;

/**
 * Where a secret comes from. Ask each time it is needed: it may be another by then. Thread-safe; no
 * secret shows in {@code toString}.
 */
public interface SecretSource {
  /** The secret as it is now, never empty. */
  String value();

  /** One that is always the same. */
  static SecretSource fixed(String secret) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("a secret is not empty");
    }
    return new SecretSource() {
      @Override
      public String value() {
        return secret;
      }

      @Override
      public String toString() {
        return "a secret";
      }
    };
  }
}
