package fr.mangatheque.continuity.storage.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Which source a prefix of the backup belongs to: what {@code continuity.json} says.
 *
 * @param format version of the format below the prefix
 * @param source as the configuration calls it
 * @param bucket where the source is kept
 * @param endpoint where that bucket was when the prefix was bound: for people to read, for a bucket
 *     may move
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Binding(
    @JsonProperty(required = true) int format,
    @JsonProperty(required = true) String source,
    @JsonProperty(required = true) String bucket,
    @JsonProperty(required = true) String endpoint) {
  /** The version this software writes. */
  public static final int FORMAT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  public Binding {
    if (format < 1 || source.isBlank() || bucket.isBlank()) {
      throw new IllegalArgumentException("a binding has a format, a source and its bucket");
    }
  }

  /** Whether entries of {@code other} belong under the same prefix. */
  boolean sameSource(Binding other) {
    return source.equals(other.source) && bucket.equals(other.bucket);
  }

  byte[] toJson() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts can be written as JSON", e);
    }
  }

  static Binding ofJson(byte[] json) throws IOException {
    return JSON.readValue(json, Binding.class);
  }
}
