package fr.mangatheque.continuity.producer.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the intake's answers. What is not as it should be is read as saying nothing. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WORDS_AT_MOST = 300;
  private static final int SECONDS_DIGITS = 9;

  private Answers() {}

  /** What is wrong with which event; empty if that is not told. */
  static SortedMap<Integer, String> faults(HttpResponse<byte[]> answer, int events) {
    SortedMap<Integer, String> faults = new TreeMap<>();
    for (JsonNode error : json(answer).path("errors")) {
      JsonNode index = error.path("index");
      if (index.isIntegralNumber() && index.canConvertToInt()) {
        int event = index.intValue();
        if (event >= 0 && event < events) {
          String what = error.path("pointer").asText("") + " " + error.path("detail").asText("");
          faults.merge(event, plain(what.strip()), (a, b) -> plain(a + "; " + b));
        }
      }
    }
    return faults;
  }

  /** Whether it is a refusal as the intake words them, and no other server's on the way. */
  static boolean isProblem(HttpResponse<?> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    return type.split(";", 2)[0].strip().equalsIgnoreCase("application/problem+json");
  }

  /** The answer in a sentence. */
  static String words(HttpResponse<byte[]> answer) {
    String detail = json(answer).path("detail").asText("");
    String said =
        detail.isEmpty() ? new String(answer.body(), StandardCharsets.UTF_8).strip() : detail;
    String status = "HTTP " + answer.statusCode();
    return said.isEmpty() ? status : status + ": " + plain(said);
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    try {
      JsonNode json = JSON.readTree(answer.body());
      return json == null ? JSON.missingNode() : json;
    } catch (JacksonException e) {
      return JSON.missingNode();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be read", e);
    }
  }

  /** Of one line and not long, whatever a stranger wrote. */
  private static String plain(String text) {
    String line =
        text.codePoints().allMatch(c -> c >= ' ') ? text : text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= WORDS_AT_MOST ? line : line.substring(0, WORDS_AT_MOST) + "…";
  }

  /** How long it asks to wait; null if it does not. */
  static @Nullable Duration retryAfter(HttpResponse<?> answer, Instant now) {
    String header = answer.headers().firstValue("Retry-After").orElse("").strip();
    if (header.matches("\\d{1," + SECONDS_DIGITS + "}")) {
      return Duration.ofSeconds(Long.parseLong(header));
    }
    if (header.isEmpty()) {
      return null;
    }
    try {
      Instant then = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isAfter(now) ? Duration.between(now, then) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
