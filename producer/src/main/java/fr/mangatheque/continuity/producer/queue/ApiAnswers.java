package fr.mangatheque.continuity.producer.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.producer.form.Words;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of Cloudflare's API with care: what is not there, or not of its type, is said,
 * and never an exception of another kind.
 *
 * @see <a href="https://developers.cloudflare.com/queues/configuration/pull-consumers/">Pull
 *     consumers</a>
 */
final class ApiAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ERRORS_SHOWN = 3;

  private ApiAnswers() {}

  /** The answer is none that is documented. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message);
    }
  }

  static Pulled pulled(byte[] body) throws MalformedException {
    JsonNode result = result(body);
    JsonNode list = result.path("messages");
    if (!list.isArray()) {
      throw new MalformedException("its result has no list of messages");
    }
    List<QueueMessage> messages = new ArrayList<>();
    for (JsonNode node : list) {
      String lease = text(node, "lease_id");
      JsonNode content = node.path("body");
      if (lease != null && !lease.isEmpty() && content.isTextual()) {
        messages.add(message(node, lease, content.textValue()));
      }
    }
    JsonNode backlog = result.path("message_backlog_count");
    return new Pulled(
        messages,
        list.size() - messages.size(),
        backlog.isNumber() && backlog.longValue() >= 0 ? backlog.longValue() : null);
  }

  static QueueApi.Settled settled(byte[] body) throws MalformedException {
    List<String> warnings = new ArrayList<>();
    for (JsonNode warning : result(body).path("warnings")) {
      warnings.add(Words.plain(warning.isTextual() ? warning.textValue() : warning.toString()));
    }
    return new QueueApi.Settled(warnings);
  }

  /** What a refusal says, if it is JSON as documented; else nothing. */
  static String errors(byte[] body) {
    List<String> errors = new ArrayList<>();
    try {
      for (JsonNode error : JSON.readTree(body).path("errors")) {
        String message = text(error, "message");
        errors.add(error.path("code").asText("") + " " + (message == null ? "" : message));
      }
    } catch (IOException e) {
      // A proxy answers in a language of its own; the status says enough.
      return "";
    }
    return Words.plain(String.join("; ", errors.stream().limit(ERRORS_SHOWN).toList()).strip());
  }

  private static JsonNode result(byte[] body) throws MalformedException {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (IOException e) {
      throw new MalformedException("it is not JSON");
    }
    if (!answer.isObject()) {
      throw new MalformedException("it is no JSON object");
    }
    if (!answer.path("success").asBoolean(false)) {
      throw new MalformedException("it does not say success: " + errors(body));
    }
    if (!answer.path("result").isObject()) {
      throw new MalformedException("it has no result");
    }
    return answer.path("result");
  }

  private static QueueMessage message(JsonNode node, String lease, String body) {
    String id = text(node, "id");
    return new QueueMessage(
        id == null ? "" : Words.plain(id),
        lease,
        node.path("attempts").asInt(1),
        instant(node.path("timestamp_ms")),
        text(node.path("metadata"), "CF-Content-Type"),
        body);
  }

  private static @Nullable Instant instant(JsonNode node) {
    try {
      return node.isNumber() ? Instant.ofEpochMilli(node.longValue()) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.textValue() : null;
  }
}
