package fr.mangatheque.continuity.app.demo.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the application did to the source: a line of JSON for each upload and each removal, written
 * once the source acknowledged it. Thread-safe.
 */
public final class UploadJournal implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final BufferedWriter writer;
  private final List<Upload> uploads = new ArrayList<>();
  private final Set<String> removed = new HashSet<>();

  /** Starts an empty one. */
  public UploadJournal(Path file) {
    this.file = file;
    try {
      this.writer = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the journal " + file, e);
    }
  }

  /** All uploads, in the order of their answers. */
  public synchronized List<Upload> uploads() {
    return List.copyOf(uploads);
  }

  /** Keys that were removed and not uploaded again. */
  public synchronized Set<String> removed() {
    return Set.copyOf(removed);
  }

  synchronized void uploaded(Upload upload) {
    uploads.add(upload);
    removed.remove(upload.key());
    write(
        JSON.createObjectNode()
            .put("at", upload.at().toString())
            .put("action", "uploaded")
            .put("key", upload.key())
            .put("size", upload.size())
            .put("sha256", upload.sha256())
            .put("etag", upload.etag())
            .put("contentType", upload.contentType()));
  }

  synchronized void removed(String key, Instant at) {
    removed.add(key);
    write(
        JSON.createObjectNode().put("at", at.toString()).put("action", "removed").put("key", key));
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the journal " + file, e);
    }
  }

  private void write(ObjectNode line) {
    try {
      writer.write(JSON.writeValueAsString(line));
      writer.newLine();
      writer.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers are always JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the journal " + file, e);
    }
  }
}
