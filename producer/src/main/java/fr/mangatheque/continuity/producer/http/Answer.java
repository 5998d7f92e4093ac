package fr.mangatheque.continuity.producer.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process answers over HTTP.
 *
 * @param headers beside Content-Type; a line for each value
 * @param tally what the request is counted under
 */
public record Answer(
    int status, String contentType, byte[] body, Map<String, List<String>> headers, Tally tally) {
  public static final String JSON = "application/json";

  public Answer {
    headers = Map.copyOf(headers);
  }

  public Answer(int status, String contentType, byte[] body, Map<String, List<String>> headers) {
    this(status, contentType, body, headers, Tally.of(status));
  }

  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, Map.of());
  }

  public Answer by(String sender) {
    return counted(new Tally(tally.form(), sender, tally.outcome()));
  }

  public Answer in(String form) {
    return counted(new Tally(form, tally.sender(), tally.outcome()));
  }

  public Answer as(Outcome outcome) {
    return counted(new Tally(tally.form(), tally.sender(), outcome));
  }

  private Answer counted(Tally changed) {
    return new Answer(status, contentType, body, headers, changed);
  }

  /** After this one nothing more is read from its connection. */
  public Answer last() {
    return with("Connection", "close");
  }

  public Answer with(String header, String... values) {
    Map<String, List<String>> more = new HashMap<>(headers);
    more.put(header, List.of(values));
    return new Answer(status, contentType, body, more, tally);
  }
}
