package fr.mangatheque.continuity.producer.http;

import fr.mangatheque.continuity.producer.form.Words;
import org.jspecify.annotations.Nullable;

/** Why any site refuses requests, each in words that help. */
final class HttpRefusals {
  private HttpRefusals() {}

  static Answer encoded() {
    return Problem.of(415, "Send the body as it is, without Content-Encoding.")
        .with("Accept-Encoding", "identity")
        .answer();
  }

  static Answer wrongMethod(String method, String allowed) {
    return Problem.of(405, "This address takes " + allowed + ", not " + Words.plain(method) + ".")
        .with("Allow", allowed)
        .answer();
  }

  static Answer noHttp(int status, @Nullable String message) {
    String why = message == null ? "." : ": " + Words.plain(message);
    return Problem.of(status, "The request cannot be read as HTTP" + why).answer();
  }
}
