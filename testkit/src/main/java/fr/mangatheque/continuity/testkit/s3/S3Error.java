package fr.mangatheque.continuity.testkit.s3;

import java.util.Map;

/**
 * A request refused with one of S3's errors. Carries no stack trace: it is an answer, not a bug.
 */
final class S3Error extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final transient Map<String, String> details;

  private S3Error(ErrorCode code, String message, Map<String, String> details) {
    super(message, null, false, false);
    this.code = code;
    this.details = details;
  }

  static S3Error of(ErrorCode code) {
    return new S3Error(code, code.message(), Map.of());
  }

  static S3Error of(ErrorCode code, String message) {
    return new S3Error(code, message, Map.of());
  }

  /** With elements that S3 adds to this error's XML. */
  static S3Error of(ErrorCode code, String message, Map<String, String> details) {
    return new S3Error(code, message, details);
  }

  ErrorCode code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  Map<String, String> details() {
    return details;
  }
}
