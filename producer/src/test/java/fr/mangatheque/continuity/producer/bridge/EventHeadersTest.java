package fr.mangatheque.continuity.producer.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventHeadersTest {
  @Test
  void attributesOfCloudEventsAreNamedAndEncodedAsInHttp() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_type", "com.amazonaws.s3.ObjectCreated:Put".getBytes(UTF_8));
    headers.add("ce_subject", "été 1%.jpg".getBytes(UTF_8));
    headers.add("content-type", "application/json".getBytes(UTF_8));

    assertThat(EventHeaders.of(headers))
        .containsOnly(
            Map.entry("ce-type", "com.amazonaws.s3.ObjectCreated:Put"),
            Map.entry("ce-subject", "%C3%A9t%C3%A9%201%25.jpg"),
            Map.entry("content-type", "application/json"));
  }

  @Test
  void theLastOfOneNameCountsAndOneWithoutValueDoesNot() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("Sender", "first".getBytes(UTF_8));
    headers.add("sender", "second".getBytes(UTF_8));
    headers.add("content-type", null);

    Map<String, String> read = EventHeaders.of(headers);

    assertThat(EventHeaders.sender(read)).isEqualTo("kafka:second");
    assertThat(EventHeaders.request(read, new byte[0]).type().name()).isEqualTo("application/json");
  }

  @Property
  void anyAttributeSurvivesItsEncoding(@ForAll byte[] value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_subject", value);

    String encoded = EventHeaders.of(headers).getOrDefault("ce-subject", "");

    assertThat(encoded).matches("[\\x21-\\x7E]*");
    assertThat(decoded(encoded)).isEqualTo(value);
  }

  private static byte[] decoded(String text) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.append(c);
      }
    }
    return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
