package fr.mangatheque.continuity.producer.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the intake answers.
 *
 * @param headers beside Content-Type; a line for each value
 * @param tally what the request is counted under
 */
record Answer(
    int status, String contentType, byte[] body, Map<String, List<String>> headers, Tally tally) {
  static final String JSON = "application/json";

  Answer {
    headers = Map.copyOf(headers);
  }

  Answer(int status, String contentType, byte[] body, Map<String, List<String>> headers) {
    this(status, contentType, body, headers, Tally.of(status));
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, Map.of());
  }

  Answer by(String sender) {
    return counted(new Tally(tally.form(), sender, tally.outcome()));
  }

  Answer in(String form) {
    return counted(new Tally(form, tally.sender(), tally.outcome()));
  }

  Answer as(Outcome outcome) {
    return counted(new Tally(tally.form(), tally.sender(), outcome));
  }

  private Answer counted(Tally changed) {
    return new Answer(status, contentType, body, headers, changed);
  }

  /** After this one nothing more is read from its connection. */
  Answer last() {
    return with("Connection", "close");
  }

  Answer with(String header, String... values) {
    Map<String, List<String>> more = new HashMap<>(headers);
    more.put(header, List.of(values));
    return new Answer(status, contentType, body, more, tally);
  }
}
