package fr.mangatheque.continuity.producer.intake;

import java.util.Map;

/**
 * What the intake answers.
 *
 * @param headers beside Content-Type
 */
record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
  static final String JSON = "application/json";

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, Map.of());
  }
}
