package fr.mangatheque.continuity.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of a dead letter: where it is from and why it could not be read, as text. The names
 * are those Kafka Streams gives its own dead letters (KIP-1034).
 */
public final class ErrorHeaders {
  public static final String EXCEPTION = "__streams.errors.exception";
  public static final String MESSAGE = "__streams.errors.message";
  public static final String STACKTRACE = "__streams.errors.stacktrace";
  public static final String TOPIC = "__streams.errors.topic";
  public static final String PARTITION = "__streams.errors.partition";
  public static final String OFFSET = "__streams.errors.offset";

  /** For what came from elsewhere than a topic: where from, and its id there. */
  public static final String ORIGIN = "continuity.origin";

  public static final String MESSAGE_ID = "continuity.message-id";

  /** So that a letter about a record as large as Kafka takes still fits in with its headers. */
  private static final int TEXT_AT_MOST = 4096;

  private ErrorHeaders() {}

  static void add(Headers headers, ConsumerRecord<?, ?> record, Exception why) {
    add(headers, why);
    put(headers, TOPIC, record.topic());
    put(headers, PARTITION, String.valueOf(record.partition()));
    put(headers, OFFSET, String.valueOf(record.offset()));
  }

  static void add(Headers headers, ForeignMessage message, Exception why) {
    add(headers, why);
    put(headers, ORIGIN, message.origin());
    put(headers, MESSAGE_ID, message.id());
  }

  private static void add(Headers headers, Exception why) {
    put(headers, EXCEPTION, why.getClass().getName());
    put(headers, MESSAGE, String.valueOf(why.getMessage()));
    put(headers, STACKTRACE, stackTrace(why));
  }

  private static void put(Headers headers, String name, String text) {
    // A letter that was itself a dead letter keeps only the last why.
    headers.remove(name);
    headers.add(name, text.substring(0, Math.min(text.length(), TEXT_AT_MOST)).getBytes(UTF_8));
  }

  private static String stackTrace(Exception why) {
    StringWriter text = new StringWriter();
    why.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
