package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;

/** What came is not HTTP: it is answered 400 and the connection closed. */
final class MalformedRequestException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedRequestException(String message) {
    super(message);
  }
}
