package fr.mangatheque.continuity.producer.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.header.internals.RecordHeaders;

class EventHeadersProperties {
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
