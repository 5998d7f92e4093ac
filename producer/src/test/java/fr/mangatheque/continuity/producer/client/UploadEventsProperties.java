package fr.mangatheque.continuity.producer.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class UploadEventsProperties {
  private static final Instant NOW = Instant.parse("2026-05-24T19:36:44.379Z");

  /** Whatever is told, whoever answers what, and whenever it is closed. */
  @Property(tries = 150)
  void everyEventIsCountedOnce(
      @ForAll long seed,
      @ForAll @Size(max = 200) List<@IntRange(max = 3) Integer> told,
      @ForAll @IntRange(min = 1, max = 50) int places,
      @ForAll @IntRange(max = 30) int patienceMs) {
    ScriptedTransport transport = new ScriptedTransport(new Random(seed));
    ClientOptions options =
        ClientOptions.DEFAULT
            .withQueue(places, 1L << 20)
            .withRetries(Duration.ofNanos(1_000), Duration.ofNanos(10_000));
    UploadEvents events = new UploadEvents(transport, options, () -> NOW);

    for (int i = 0; i < told.size(); i++) {
      switch (told.get(i)) {
        case 0 -> events.created(null, "key");
        case 1 -> events.removed("uploads", "key-" + i);
        case 2 -> events.created("uploads", "key-" + i, new UploadDetails("\"", -1L, "no hash"));
        default -> events.created("uploads", "key-" + i);
      }
      assertThat(events.statistics().offered()).isEqualTo(i + 1L);
      assertThat(events.statistics().queued()).isLessThanOrEqualTo(places);
    }
    events.close(Duration.ofMillis(patienceMs));

    Statistics end = events.statistics();
    assertThat(end.offered()).isEqualTo(told.size());
    assertThat(end.queued()).isZero();
    assertThat(end.queuedBytes()).isZero();
    assertThat(transport.taken).doesNotHaveDuplicates().hasSize(Math.toIntExact(end.sent()));
    long impossible = told.stream().filter(it -> it == 0).count();
    assertThat(end.refused()).isEqualTo(transport.refused.size() + impossible);
    assertThat(transport.closed).isTrue();
  }

  @Property
  void whatIsWrittenIsReadAgainOrImpossible(
      @ForAll @Nullable String key,
      @ForAll @Nullable String etag,
      @ForAll @Nullable Long size,
      @ForAll @Nullable String sha256)
      throws IOException {
    EventJson.Written written =
        EventJson.write("created", "uploads", key, new UploadDetails(etag, size, sha256), NOW);

    if (written instanceof EventJson.Written.Event(byte[] json, String _)) {
      JsonNode read = new ObjectMapper().readTree(json);
      assertThat(read.path("key").asText()).isEqualTo(key);
      assertThat(read.path("occurredAt").asText()).isEqualTo("2026-05-24T19:36:44.379Z");
      assertThat(read.path("etag").asText("")).isIn("", etag);
      assertThat(read.path("size").asLong(0)).isIn(0L, size);
      assertThat(read.path("sha256").asText("")).isIn("", sha256);
    } else {
      assertThat(key == null || key.isEmpty() || key.length() > 300 || unpaired(key)).isTrue();
    }
  }

  private static boolean unpaired(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
