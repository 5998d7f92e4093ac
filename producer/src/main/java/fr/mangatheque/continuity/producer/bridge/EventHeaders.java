package fr.mangatheque.continuity.producer.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.producer.form.EventRequest;
import fr.mangatheque.continuity.producer.form.MediaType;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A record's headers as the forms know them, which is as HTTP has them. Of several of one name the
 * last counts, as Kafka has it.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents:
 *     Kafka protocol binding</a>
 */
final class EventHeaders {
  /** The sender of a record that does not say whose it is. */
  static final String ANYONE = "kafka";

  private static final String CONTENT_TYPE = "content-type";
  private static final String SENDER = "sender";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private static final String OURS = "ce_";
  private static final String THEIRS = "ce-";

  private EventHeaders() {}

  static Map<String, String> of(Headers headers) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : headers) {
      byte[] value = header.value();
      if (value == null) {
        continue;
      }
      if (header.key().regionMatches(true, 0, OURS, 0, OURS.length())) {
        all.put(THEIRS + header.key().substring(OURS.length()), escaped(value));
      } else {
        all.put(header.key(), new String(value, UTF_8));
      }
    }
    return all;
  }

  static EventRequest request(Map<String, String> headers, byte[] body) {
    String type = headers.getOrDefault(CONTENT_TYPE, "application/json");
    return new EventRequest(MediaType.parse(type), headers, body);
  }

  /**
   * Who says so: a name that is claimed, unlike a token's, and so is marked as one from Kafka; only
   * {@link #ANYONE} if none is claimed, or what is claimed is no name.
   */
  static String sender(Map<String, String> headers) {
    String claimed = headers.getOrDefault(SENDER, "");
    return NAME.matcher(claimed).matches() ? ANYONE + ":" + claimed : ANYONE;
  }

  /** In HTTP these values are percent-encoded, in Kafka they are not. */
  private static String escaped(byte[] value) {
    StringBuilder text = new StringBuilder(value.length);
    for (byte b : value) {
      if (b > 0x20 && b < 0x7F && b != '%' && b != '"') {
        text.append((char) b);
      } else {
        text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return text.toString();
  }
}
