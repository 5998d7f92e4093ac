package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;

/** A fault ends the connection without an answer. */
final class ConnectionDroppedException extends IOException {
  private static final long serialVersionUID = 1;

  ConnectionDroppedException(String message) {
    super(message);
  }
}
