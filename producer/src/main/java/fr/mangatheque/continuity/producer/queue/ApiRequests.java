package fr.mangatheque.continuity.producer.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Writes the requests of Cloudflare's API. */
final class ApiRequests {
  private static final JsonFactory JSON = new JsonFactory();

  private ApiRequests() {}

  /**
   * The field is {@code visibility_timeout_ms}: Cloudflare's own description of the API has it so,
   * and the page that once said {@code visibility_timeout} was corrected.
   */
  static byte[] pull(int batchSize, Duration visibility) {
    return write(
        json -> {
          json.writeNumberField("visibility_timeout_ms", visibility.toMillis());
          json.writeNumberField("batch_size", batchSize);
        });
  }

  static byte[] settle(Settlement settlement) {
    return write(
        json -> {
          json.writeArrayFieldStart("acks");
          for (String lease : settlement.acks()) {
            json.writeStartObject();
            json.writeStringField("lease_id", lease);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("retries");
          for (Settlement.Retry retry : settlement.retries()) {
            json.writeStartObject();
            json.writeStringField("lease_id", retry.leaseId());
            json.writeNumberField("delay_seconds", retry.delay().toSeconds());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] write(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
