package fr.mangatheque.continuity.testkit.queue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Answers, shaped as Cloudflare's. */
final class ConsumerAnswer {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ConsumerAnswer() {}

  static String pulled(List<CloudQueue.Delivered> batch, int backlog) {
    ObjectNode answer = envelope(true);
    ObjectNode result = answer.putObject("result");
    result.put("message_backlog_count", backlog);
    ArrayNode messages = result.putArray("messages");
    for (CloudQueue.Delivered one : batch) {
      ObjectNode message = messages.addObject();
      message.put("body", one.body());
      message.put("id", one.id());
      message.put("timestamp_ms", one.sentAt().toEpochMilli());
      message.put("attempts", one.attempts());
      ObjectNode metadata = message.putObject("metadata");
      metadata.put("CF-sourceMessageSource", "r2");
      if (one.type() != null) {
        metadata.put("CF-Content-Type", one.type());
      }
      message.put("lease_id", one.lease());
    }
    return answer.toString();
  }

  static String settled(int acks, int retries, List<String> warnings) {
    ObjectNode answer = envelope(true);
    ObjectNode result = answer.putObject("result");
    result.put("ackCount", acks);
    result.put("retryCount", retries);
    ArrayNode all = result.putArray("warnings");
    warnings.forEach(all::add);
    return answer.toString();
  }

  static String refused(int code, String message) {
    ObjectNode answer = envelope(false);
    ObjectNode error = answer.withArray("errors").addObject();
    error.put("code", code);
    error.put("message", message);
    answer.putNull("result");
    return answer.toString();
  }

  private static ObjectNode envelope(boolean success) {
    ObjectNode answer = JSON.objectNode();
    answer.put("success", success);
    answer.putArray("errors");
    answer.putArray("messages");
    return answer;
  }
}
