package fr.mangatheque.continuity.producer.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import fr.mangatheque.continuity.producer.hint.Utf8;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes events in the plain form. */
final class EventJson {
  private static final int MAX_KEY_BYTES = 1024;
  private static final int MAX_ETAG = 1024;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  private EventJson() {}

  /** What an event came to. */
  sealed interface Written {
    /**
     * @param leftOut the name of a detail that cannot be right; null if none
     */
    record Event(byte[] json, @Nullable String leftOut) implements Written {}

    /** No intake would take it. */
    record Impossible(String why) implements Written {}
  }

  static Written write(
      String action,
      @Nullable String source,
      @Nullable String key,
      @Nullable UploadDetails details,
      Instant occurredAt) {
    if (source == null || !ObjectId.isSourceName(source)) {
      return new Written.Impossible("no source has this name");
    }
    int bytes = key == null ? 0 : Utf8.length(key);
    if (key == null || bytes < 1 || bytes > MAX_KEY_BYTES) {
      return new Written.Impossible("a key has 1 to 1,024 bytes of valid UTF-8");
    }
    StringBuilder json = new StringBuilder(128 + bytes);
    json.append("{\"source\":\"").append(source).append("\",\"key\":\"");
    JsonStringEncoder.getInstance().quoteAsString(key, json);
    json.append("\",\"action\":\"").append(action).append('"');
    String leftOut = addDetails(details == null ? UploadDetails.NONE : details, json);
    json.append(",\"occurredAt\":\"").append(occurredAt).append("\"}");
    return new Written.Event(json.toString().getBytes(UTF_8), leftOut);
  }

  private static @Nullable String addDetails(UploadDetails details, StringBuilder json) {
    String leftOut = null;
    String etag = details.etag();
    if (etag != null) {
      if (isETag(etag)) {
        json.append(",\"etag\":\"");
        JsonStringEncoder.getInstance().quoteAsString(etag, json);
        json.append('"');
      } else {
        leftOut = "etag";
      }
    }
    Long size = details.size();
    if (size != null) {
      if (size >= 0) {
        json.append(",\"size\":").append(size.longValue());
      } else {
        leftOut = "size";
      }
    }
    String sha256 = details.sha256();
    if (sha256 != null) {
      if (SHA256.matcher(sha256).matches()) {
        json.append(",\"sha256\":\"").append(sha256).append('"');
      } else {
        leftOut = "sha256";
      }
    }
    return leftOut;
  }

  /** With its quotes or without. */
  private static boolean isETag(String text) {
    String strong = text.startsWith("W/") ? text.substring(2) : text;
    boolean quoted = strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"");
    String bare = quoted ? strong.substring(1, strong.length() - 1) : strong;
    return !bare.isEmpty()
        && bare.length() <= MAX_ETAG
        && Utf8.length(bare) >= 0
        && bare.chars().noneMatch(c -> c == '"' || Character.isISOControl(c));
  }
}
