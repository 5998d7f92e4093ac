package fr.mangatheque.continuity.storage;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Key of an object in a bucket, exactly as the store holds it: never normalised, 1 to 1,024 bytes
 * of UTF-8.
 *
 * @throws IllegalArgumentException if it is empty, too long or not valid Unicode
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">S3: naming
 *     objects</a>
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
  /** The longest key a store takes, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1024;

  public ObjectKey {
    int bytes = utf8Length(value);
    if (bytes == 0 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "an object key has 1 to " + MAX_BYTES + " bytes, this one has " + bytes);
    }
  }

  private static int utf8Length(String value) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
      return bytes.remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("an object key is valid Unicode, this one is not", e);
    }
  }

  /** Its length in bytes of UTF-8. */
  public int byteLength() {
    return utf8Length(value);
  }

  /** In the order in which stores list: by bytes of UTF-8, unsigned. */
  @Override
  public int compareTo(ObjectKey other) {
    return Utf8Order.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
