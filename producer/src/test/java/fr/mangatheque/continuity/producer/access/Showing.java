package fr.mangatheque.continuity.producer.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.producer.access.Caller.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests that show who sends them, or do not, at a moment that is always the same. */
final class Showing {
  static final Instant NOW = Instant.parse("2026-05-24T19:36:44.379Z");
  static final String KEY = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
  static final String OTHER_KEY = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";
  static final byte[] BODY = "{\"key\":\"k\"}".getBytes(UTF_8);

  private Showing() {}

  static Senders senders(Credential... credentials) {
    return new Senders(List.of(credentials), () -> NOW);
  }

  static Caller caller(Senders senders, Map<String, String> headers) {
    return senders.caller(
        name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of());
  }

  static Caller authorized(Senders senders, String header) {
    return caller(senders, Map.of("authorization", header));
  }

  static Caller sender(String name) {
    return new Caller.Sender(name, Rights.ALL);
  }

  static Caller stranger(Reason reason) {
    return new Caller.Stranger(reason);
  }

  static Map<String, String> signed(String id, long at, String signatures) {
    Map<String, String> headers = new HashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", String.valueOf(at));
    headers.put("webhook-signature", signatures);
    return headers;
  }

  static Caller check(Senders senders, Map<String, String> headers, byte[] body) {
    return switch (caller(senders, headers)) {
      case Caller.Signed(Signature signature) -> signature.check(body);
      case Caller other -> other;
    };
  }
}
