package fr.mangatheque.continuity.testkit.queue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** What a consumer asks, read strictly. */
sealed interface ConsumerRequest {
  ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  int DEFAULT_BATCH = 5;
  int LARGEST_BATCH = 100;
  long DEFAULT_VISIBILITY_MS = 30_000;
  long LONGEST_MS = Duration.ofHours(12).toMillis();

  record Pull(int batchSize, Duration visibility) implements ConsumerRequest {}

  record Retry(String lease, Duration delay) {}

  record Ack(List<String> acks, List<Retry> retries) implements ConsumerRequest {}

  static ConsumerRequest read(Operation operation, byte[] body) throws RefusedException {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (IOException e) {
      throw new RefusedException(400, 10208, "Request body is not valid JSON");
    }
    return switch (operation) {
      case PULL -> pull(json);
      case ACK -> ack(json);
    };
  }

  private static Pull pull(JsonNode json) throws RefusedException {
    only(json, Set.of("visibility_timeout_ms", "batch_size"));
    long batch = whole(json, "batch_size", 1, LARGEST_BATCH, DEFAULT_BATCH);
    long visibility = whole(json, "visibility_timeout_ms", 0, LONGEST_MS, DEFAULT_VISIBILITY_MS);
    return new Pull((int) batch, Duration.ofMillis(visibility));
  }

  private static Ack ack(JsonNode json) throws RefusedException {
    only(json, Set.of("acks", "retries"));
    List<String> acks = new ArrayList<>();
    for (JsonNode one : list(json, "acks")) {
      only(one, Set.of("lease_id"));
      acks.add(lease(one));
    }
    List<Retry> retries = new ArrayList<>();
    for (JsonNode one : list(json, "retries")) {
      only(one, Set.of("lease_id", "delay_seconds"));
      long delay = whole(one, "delay_seconds", 0, LONGEST_MS / 1000, 0);
      retries.add(new Retry(lease(one), Duration.ofSeconds(delay)));
    }
    return new Ack(acks, retries);
  }

  private static void only(JsonNode json, Set<String> fields) throws RefusedException {
    if (!json.isObject()) {
      throw RefusedException.schema("Expected object, received " + json.getNodeType());
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        throw RefusedException.schema("Unrecognized key: " + name);
      }
    }
  }

  private static Iterable<JsonNode> list(JsonNode json, String field) throws RefusedException {
    JsonNode list = json.path(field);
    if (!list.isMissingNode() && !list.isArray()) {
      throw RefusedException.schema(field + ": expected array");
    }
    return list;
  }

  private static String lease(JsonNode json) throws RefusedException {
    JsonNode lease = json.path("lease_id");
    if (!lease.isTextual() || lease.textValue().isEmpty()) {
      throw RefusedException.schema("lease_id: expected string");
    }
    return lease.textValue();
  }

  private static long whole(JsonNode json, String field, long least, long most, long standard)
      throws RefusedException {
    JsonNode number = json.path(field);
    if (number.isMissingNode()) {
      return standard;
    }
    if (!number.canConvertToExactIntegral()
        || !number.canConvertToLong()
        || number.longValue() < least
        || number.longValue() > most) {
      throw RefusedException.schema(field + ": expected a number from " + least + " to " + most);
    }
    return number.longValue();
  }
}
