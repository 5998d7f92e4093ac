package fr.mangatheque.continuity.processors.restore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a restored file, as JSON: the key it is the content of, what the source kept
 * with it, and what the file was when it was written, so that it need not be read to know its hash.
 *
 * @param modified the file's time, as the file system tells it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record FileMeta(
    @JsonProperty(required = true) String key,
    @JsonProperty(required = true) long size,
    @JsonProperty(required = true) String modified,
    @JsonProperty(required = true) String sha256,
    @Nullable String contentType,
    @Nullable String cacheControl,
    @Nullable String contentDisposition,
    @Nullable String contentEncoding,
    @Nullable String contentLanguage,
    @Nullable String expires,
    @Nullable Map<String, String> userMetadata) {
  /** Metadata are 2 KB at most, and a key 1 KB; escapes make more of it. */
  static final int LONGEST = 256 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  static FileMeta of(String key, long size, String modified, String sha256, ObjectHeaders headers) {
    return new FileMeta(
        key,
        size,
        modified,
        sha256,
        headers.contentType(),
        headers.cacheControl(),
        headers.contentDisposition(),
        headers.contentEncoding(),
        headers.contentLanguage(),
        headers.expires(),
        new TreeMap<>(headers.userMetadata()));
  }

  byte[] toJson() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts can be written as JSON", e);
    }
  }

  static FileMeta ofJson(byte[] json) throws IOException {
    return JSON.readValue(json, FileMeta.class);
  }
}
