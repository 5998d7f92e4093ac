package fr.mangatheque.continuity.app.demo.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadJournalTest {
  private static final Instant AT = Instant.parse("2026-11-22T13:00:00.250Z");

  @TempDir Path directory;

  @Test
  void everyUploadAndRemovalIsALine() throws IOException {
    Path file = directory.resolve("uploads.jsonl");

    try (UploadJournal journal = new UploadJournal(file)) {
      journal.uploaded(upload("é\n\"1\".jpg"));
      journal.removed("é\n\"1\".jpg", AT);
    }

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonNode uploaded = JsonMapper.builder().build().readTree(lines.getFirst());
    assertThat(uploaded.path("action").asText()).isEqualTo("uploaded");
    assertThat(uploaded.path("key").asText()).isEqualTo("é\n\"1\".jpg");
    assertThat(uploaded.path("sha256").asText()).isEqualTo("ab".repeat(32));
    assertThat(uploaded.path("size").asLong()).isEqualTo(7);
    assertThat(uploaded.path("at").asText()).isEqualTo(AT.toString());
    JsonNode removed = JsonMapper.builder().build().readTree(lines.getLast());
    assertThat(removed.path("action").asText()).isEqualTo("removed");
  }

  @Test
  void aLineIsThereAsSoonAsTheUploadIs() throws IOException {
    Path file = directory.resolve("uploads.jsonl");

    try (UploadJournal journal = new UploadJournal(file)) {
      journal.uploaded(upload("a"));

      assertThat(Files.readAllLines(file)).hasSize(1);
    }
  }

  @Test
  void aKeyUploadedAgainIsNotRemoved() {
    try (UploadJournal journal = new UploadJournal(directory.resolve("uploads.jsonl"))) {
      journal.uploaded(upload("a"));
      journal.removed("a", AT);
      journal.removed("b", AT);
      journal.uploaded(upload("a"));

      assertThat(journal.removed()).containsExactly("b");
      assertThat(journal.uploads()).extracting(Upload::key).containsExactly("a", "a");
    }
  }

  private static Upload upload(String key) {
    return new Upload(key, "ab".repeat(32), 7, "etag", "image/jpeg", AT, 0);
  }
}
