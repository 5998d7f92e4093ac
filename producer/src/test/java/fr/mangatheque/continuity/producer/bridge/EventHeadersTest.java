package fr.mangatheque.continuity.producer.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
}
