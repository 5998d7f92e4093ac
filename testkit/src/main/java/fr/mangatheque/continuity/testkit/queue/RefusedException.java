package fr.mangatheque.continuity.testkit.queue;

/** A request is refused. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final int code;

  /**
   * @param code as Cloudflare's list of error codes has it
   */
  RefusedException(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  /** The body is JSON, but not as documented. */
  static RefusedException schema(String message) {
    return new RefusedException(400, 10207, message);
  }
}
