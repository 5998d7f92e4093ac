package fr.mangatheque.continuity.schemas;

import java.util.regex.Pattern;

/**
 * An object of a source: the key of every record about it, written {@code source/objectKey}.
 *
 * @param source the source's name: it has no slash, so that the text parses exactly
 * @throws IllegalArgumentException if the source's name is not one
 */
public record ObjectId(String source, String objectKey) {
  /**
   * What the keys of canary objects start with: they are copied, to prove the path, but never
   * counted, judged for deletion, scrubbed or restored.
   */
  public static final String CANARY_PREFIX = "continuity-canary/";

  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public ObjectId {
    if (!isSourceName(source)) {
      throw new IllegalArgumentException(
          "a source's name has 1 to 63 of a-z, 0-9 and - and does not start with -: " + source);
    }
  }

  /** Whether {@code name} may name a source. */
  public static boolean isSourceName(String name) {
    return SOURCE.matcher(name).matches();
  }

  /** Whether it is a canary's, see {@link #CANARY_PREFIX}. */
  public boolean isCanary() {
    return objectKey.startsWith(CANARY_PREFIX);
  }

  /** Parses {@link #toString}. */
  public static ObjectId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("an object is written source/key: " + text);
    }
    return new ObjectId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return source + "/" + objectKey;
  }
}
