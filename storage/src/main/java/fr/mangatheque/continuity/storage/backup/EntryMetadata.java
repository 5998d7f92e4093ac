package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an entry tells beside its name, as user metadata called {@code continuity-…} among the
 * object's own. S3 allows 2 KB for all: where they do not fit, ours are left out, one by one. An
 * object's own metadata that happens to be called so is kept as {@code
 * continuity-own-continuity-…}, if that fits.
 *
 * @param etag the source's tag, whole; names hold a hash of a very long one
 * @param lastModified the source's, to the millisecond; an entry's instant may be later
 * @param longKey the key, where the entry's name holds only its hash
 */
public record EntryMetadata(
    @Nullable ETag etag, @Nullable Instant lastModified, @Nullable ObjectKey longKey) {
  /** S3's limit for the sum of names and values. */
  static final int MAX_BYTES = 2048;

  private static final String OURS = "continuity-";
  private static final String OWN = "continuity-own-";
  private static final String KEY = "continuity-key";
  private static final String LAST_MODIFIED = "continuity-last-modified";
  private static final String ETAG = "continuity-etag";
  // some stores count the header's prefix, too
  private static final int HEADER_PREFIX = "x-amz-meta-".length();

  /** Nothing beside the name. */
  public static final EntryMetadata NONE = new EntryMetadata(null, null, null);

  /**
   * What to store.
   *
   * @param keyHeld whether a long key found room
   */
  public record Merged(ObjectHeaders headers, boolean keyHeld) {}

  /** What was stored, apart again. */
  public record Split(ObjectHeaders original, EntryMetadata ours) {}

  /** The object's own headers, with ours added as far as there is room. */
  public Merged mergeInto(ObjectHeaders original) {
    TreeMap<String, String> metadata = new TreeMap<>();
    TreeMap<String, String> renamed = new TreeMap<>();
    original
        .userMetadata()
        .forEach(
            (name, value) -> {
              if (name.startsWith(OURS)) {
                renamed.put(OWN + name, value);
              } else {
                metadata.put(name, value);
              }
            });
    // they were within the limit under their shorter names; the object matters more than they do
    renamed.forEach((name, value) -> putIfRoom(metadata, name, value));
    boolean keyHeld = longKey != null && putIfRoom(metadata, KEY, encode(longKey.value()));
    if (lastModified != null) {
      putIfRoom(metadata, LAST_MODIFIED, Instant.ofEpochMilli(lastModified.toEpochMilli()) + "");
    }
    if (etag != null) {
      putIfRoom(metadata, ETAG, Escape.escape(etag.value()));
    }
    return new Merged(original.withUserMetadata(metadata), keyHeld);
  }

  /** Takes apart what {@link #mergeInto} put together. */
  public static Split split(ObjectHeaders stored) {
    TreeMap<String, String> own = new TreeMap<>();
    TreeMap<String, String> ours = new TreeMap<>();
    stored
        .userMetadata()
        .forEach(
            (name, value) -> {
              if (name.startsWith(OWN)) {
                own.put(name.substring(OWN.length()), value);
              } else {
                (name.startsWith(OURS) ? ours : own).put(name, value);
              }
            });
    EntryMetadata metadata =
        new EntryMetadata(
            Optional.ofNullable(ours.get(ETAG)).flatMap(EntryMetadata::etagOf).orElse(null),
            Optional.ofNullable(ours.get(LAST_MODIFIED))
                .flatMap(EntryMetadata::instantOf)
                .orElse(null),
            Optional.ofNullable(ours.get(KEY)).flatMap(EntryMetadata::keyOf).orElse(null));
    return new Split(stored.withUserMetadata(own), metadata);
  }

  private static boolean putIfRoom(Map<String, String> metadata, String name, String value) {
    int used = metadata.entrySet().stream().mapToInt(e -> cost(e.getKey(), e.getValue())).sum();
    boolean fits = used + cost(name, value) <= MAX_BYTES;
    if (fits) {
      metadata.put(name, value);
    }
    return fits;
  }

  private static int cost(String name, String value) {
    return HEADER_PREFIX + utf8(name).length + utf8(value).length;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(text));
  }

  private static Optional<ObjectKey> keyOf(String encoded) {
    try {
      return Optional.of(
          new ObjectKey(
              new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<ETag> etagOf(String escaped) {
    try {
      return Optional.of(new ETag(Escape.unescape(escaped)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instantOf(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
