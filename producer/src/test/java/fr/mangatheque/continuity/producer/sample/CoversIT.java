package fr.mangatheque.continuity.producer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.producer.client.Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sample of docs/how-to/from-java.md works, and is the one that is shown there. */
class CoversIT {
  private static final Path SAMPLE =
      Path.of("src/test/java/fr/mangatheque/continuity/producer/sample/Covers.java");
  private static final Path PAGE = Path.of("../docs/how-to/from-java.md");
  private static final Pattern CODE = Pattern.compile("(?s)```java\n(import .*?)```");

  @Test
  void itTellsOfWhatItStoredAndRemoved() throws Exception {
    List<String> stored = new ArrayList<>();
    try (Stub intake = new Stub(_ -> Stub.Answer.taken())) {
      Map<String, String> environment =
          Map.of("CONTINUITY_URL", intake.uri().toString(), "CONTINUITY_TOKEN", "abc");
      try (Covers covers = new Covers(bucket(stored), environment)) {
        covers.replace("one-piece", new byte[7]);
        covers.remove("naruto");
      }

      assertThat(stored).containsExactly("+covers/one-piece.jpg", "-covers/naruto.jpg");
      assertThat(intake.requests).extracting(Stub.Request::authorization).contains("Bearer abc");
      List<JsonNode> events = new ArrayList<>();
      for (Stub.Request request : intake.requests) {
        new ObjectMapper().readTree(request.body()).forEach(events::add);
      }
      assertThat(events)
          .extracting(event -> event.path("action").asText() + " " + event.path("key").asText())
          .containsExactly("created covers/one-piece.jpg", "removed covers/naruto.jpg");
      assertThat(events.getFirst().path("size").asInt()).isEqualTo(7);
    }
  }

  private static Covers.Bucket bucket(List<String> stored) {
    return new Covers.Bucket() {
      @Override
      public String put(String key, byte[] content) {
        stored.add("+" + key);
        return "\"9e107d9d372bb6826bd81d3542a419d6\"";
      }

      @Override
      public void delete(String key) {
        stored.add("-" + key);
      }
    };
  }

  @Test
  void itIsTheOneThatIsShown() throws IOException {
    String sample = Files.readString(SAMPLE);
    Matcher shown = CODE.matcher(Files.readString(PAGE));

    assertThat(shown.find()).as("Java in " + PAGE).isTrue();
    assertThat(shown.group(1)).isEqualTo(sample.substring(sample.indexOf("import ")));
  }
}
