package fr.mangatheque.continuity.producer.access;

import java.nio.file.Path;

/**
 * A sender's right to be heard.
 *
 * @param name who holds it: written into every hint, and safe to show
 * @param kind how it is shown
 * @param secret what proves it; never shown
 * @param rights what its holder may speak of
 * @throws IllegalArgumentException if there is no name, or an inline secret cannot be one
 */
public record Credential(String name, Kind kind, SecretOrigin secret, Rights rights) {
  /** How a secret is shown. */
  public enum Kind {
    /** As it is, in the header {@code Authorization}: as a bearer token or as a basic password. */
    TOKEN,
    /** By what is signed with it: see {@link WebhookKey}. */
    WEBHOOK
  }

  public Credential {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a credential needs a name: who holds it");
    }
    if (secret instanceof SecretOrigin.Inline(String text)) {
      try {
        SecretText.lines(text).forEach(kind == Kind.TOKEN ? TokenDigest::of : WebhookKey::of);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("the secret of '" + name + "': " + e.getMessage(), e);
      }
    }
  }

  /** A token that may speak of everything. */
  public static Credential token(String name, String secret) {
    return new Credential(name, Kind.TOKEN, new SecretOrigin.Inline(secret), Rights.ALL);
  }

  /** A token in a file, which may speak of everything. */
  public static Credential token(String name, Path file) {
    return new Credential(name, Kind.TOKEN, new SecretOrigin.InFile(file), Rights.ALL);
  }

  /** A signing secret that may speak of everything. */
  public static Credential webhook(String name, String secret) {
    return new Credential(name, Kind.WEBHOOK, new SecretOrigin.Inline(secret), Rights.ALL);
  }

  public Credential withRights(Rights changed) {
    return new Credential(name, kind, secret, changed);
  }
}
