package fr.mangatheque.continuity.producer.access;

import java.nio.file.Path;

/** Where a secret is from. */
public sealed interface SecretOrigin {
  /** Said once and for all; never shown. */
  record Inline(String text) implements SecretOrigin {
    @Override
    public String toString() {
      return "Inline[text=****]";
    }
  }

  /**
   * In a file that is read again when it changes. Each line that is not blank is a secret; all of
   * them are valid, such as the old and the new one while senders change over.
   */
  record InFile(Path file) implements SecretOrigin {}
}
