package fr.mangatheque.continuity.producer.form;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request with events, apart from how it came.
 *
 * @param headers by their names, in any case; several of one name are joined with {@code ", "}
 */
public record EventRequest(MediaType type, Map<String, String> headers, byte[] body) {
  public EventRequest {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  /** One that says nothing of itself but its type, such as {@code application/json}. */
  public static EventRequest of(String contentType, byte[] body) {
    return new EventRequest(MediaType.parse(contentType), Map.of(), body);
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
