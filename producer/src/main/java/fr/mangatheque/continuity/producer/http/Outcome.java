package fr.mangatheque.continuity.producer.http;

import java.util.Locale;

/** What became of a request, in a word for metrics. */
public enum Outcome {
  /** Its events are in Kafka. */
  TAKEN,
  /** It has no event that anything is to be done about. */
  PASSED_OVER,
  /** It asked something, and was told. */
  ANSWERED,
  REFUSED_REQUEST,
  REFUSED_RIGHTS,
  REFUSED_ADDRESS,
  REFUSED_SIZE,
  REFUSED_TYPE,
  UNAUTHORIZED,
  TOO_SLOW,
  BUSY,
  UNAVAILABLE,
  FAILED;

  /** Where the status says enough. */
  static Outcome of(int status) {
    return switch (status) {
      case 200 -> ANSWERED;
      case 202 -> TAKEN;
      case 401 -> UNAUTHORIZED;
      case 403 -> REFUSED_RIGHTS;
      case 404, 405 -> REFUSED_ADDRESS;
      case 408 -> TOO_SLOW;
      case 413, 414, 431 -> REFUSED_SIZE;
      case 415 -> REFUSED_TYPE;
      case 429 -> BUSY;
      case 503 -> UNAVAILABLE;
      default -> status < 500 ? REFUSED_REQUEST : FAILED;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
