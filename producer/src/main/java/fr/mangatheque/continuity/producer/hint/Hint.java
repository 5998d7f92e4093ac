package fr.mangatheque.continuity.producer.hint;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says happened to one object: "look at this key". Nothing in it is believed without
 * asking the source.
 *
 * @param object the object meant; its key is taken as it is, never normalised
 * @param kind what is said to have happened
 * @param etag the ETag the sender knew, unquoted
 * @param size the size the sender knew, in bytes
 * @param sha256 the SHA-256 the application announced, 64 lower-case hexadecimal digits
 * @param occurredAt when it happened, by the sender's clock; null if it did not say
 * @param sequencer the store's own order of the events of this key, as it wrote it
 * @throws IllegalArgumentException if a field cannot be what it says
 */
public record Hint(
    ObjectId object,
    ChangeKind kind,
    @Nullable String etag,
    @Nullable Long size,
    @Nullable String sha256,
    @Nullable Instant occurredAt,
    @Nullable String sequencer) {
  /** The longest key a store takes, in bytes of UTF-8. */
  public static final int MAX_KEY_BYTES = 1024;

  /** The longest ETag taken, in characters. */
  public static final int MAX_ETAG_LENGTH = 1024;

  /** The longest sequencer taken, in characters. */
  public static final int MAX_SEQUENCER_LENGTH = 128;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public Hint {
    int bytes = Utf8.length(object.objectKey());
    if (bytes < 1 || bytes > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key has 1 to " + MAX_KEY_BYTES + " bytes of valid UTF-8: " + object);
    }
    if (etag != null && !isETag(etag)) {
      throw new IllegalArgumentException("not an unquoted ETag: " + etag);
    }
    if (size != null && size < 0) {
      throw new IllegalArgumentException("a size is not negative: " + size);
    }
    if (sha256 != null && !isSha256(sha256)) {
      throw new IllegalArgumentException("a SHA-256 has 64 lower-case digits: " + sha256);
    }
    if (sequencer != null && !isSequencer(sequencer)) {
      throw new IllegalArgumentException("not a sequencer: " + sequencer);
    }
  }

  /** Of a sender that keeps no order of a key's events. */
  public Hint(
      ObjectId object,
      ChangeKind kind,
      @Nullable String etag,
      @Nullable Long size,
      @Nullable String sha256,
      @Nullable Instant occurredAt) {
    this(object, kind, etag, size, sha256, occurredAt, null);
  }

  /** Whether {@code text} is 64 lower-case hexadecimal digits. */
  public static boolean isSha256(String text) {
    return SHA256.matcher(text).matches();
  }

  /** Whether {@code text} can be an ETag without its quotes. */
  public static boolean isETag(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_ETAG_LENGTH
        && Utf8.length(text) >= 0
        && text.chars().noneMatch(c -> c == '"' || Character.isISOControl(c));
  }

  /** Whether {@code text} can be a sequencer. */
  public static boolean isSequencer(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_SEQUENCER_LENGTH
        && Utf8.length(text) >= 0
        && text.chars().noneMatch(Character::isISOControl);
  }
}
