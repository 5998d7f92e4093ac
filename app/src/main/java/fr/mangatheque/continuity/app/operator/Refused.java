package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Problem;

/** What was asked cannot be answered; its message says why, for who asked. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  private Refused(int status, String message) {
    super(message);
    this.status = status;
  }

  /** It asks for what cannot be. */
  static Refused wrong(String message) {
    return new Refused(400, message);
  }

  static Refused unknown(String message) {
    return new Refused(404, message);
  }

  /** Nobody can tell, or do it, now. */
  static Refused unavailable(String message) {
    return new Refused(503, message);
  }

  Answer answer() {
    Problem problem = Problem.of(status, String.valueOf(getMessage()));
    return (status == 503 ? problem.with("Retry-After", "2") : problem).answer();
  }
}
