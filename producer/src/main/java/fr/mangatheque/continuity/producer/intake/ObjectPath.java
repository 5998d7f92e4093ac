package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.producer.hint.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * {@code SOURCE/KEY} as it stands in a URL. The key is exact: decoded once, as UTF-8, and never
 * normalised, so that slashes, dots, plus signs and NULs are what they are.
 */
public sealed interface ObjectPath {
  /** A source, which need not be one of ours, and a key that a store could hold. */
  record Named(String source, String key) implements ObjectPath {}

  /**
   * It names no object.
   *
   * @param why in a sentence, for who asks
   */
  record Unreadable(String why) implements ObjectPath {}

  /** Reads what follows the endpoint's prefix, as it was sent, without the query. */
  static ObjectPath parse(String raw) {
    int slash = raw.indexOf('/');
    if (slash < 0) {
      return new Unreadable("Name the source and the key: /v1/objects/SOURCE/KEY.");
    }
    try {
      return named(decode(raw.substring(0, slash)), decode(raw.substring(slash + 1)));
    } catch (CharacterCodingException e) {
      return new Unreadable("The path's percent-escapes are not UTF-8.");
    } catch (IllegalArgumentException e) {
      return new Unreadable(
          "The path is not percent-encoded: a % is followed by two hexadecimal digits, and all but"
              + " printable ASCII is escaped.");
    }
  }

  private static ObjectPath named(String source, String key) {
    int bytes = Utf8.length(key);
    if (bytes < 1 || bytes > Hint.MAX_KEY_BYTES) {
      return new Unreadable(
          "A key has 1 to " + Hint.MAX_KEY_BYTES + " bytes of UTF-8; this one has " + bytes + ".");
    }
    return new Named(source, key);
  }

  /**
   * @throws IllegalArgumentException if it is not percent-encoded
   */
  private static String decode(String raw) throws CharacterCodingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c <= ' ' || c > '~') {
        throw new IllegalArgumentException("not printable ASCII");
      }
      if (c != '%') {
        bytes.write(c);
      } else if (i + 2 < raw.length()) {
        bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else {
        throw new IllegalArgumentException("an escape is cut short");
      }
    }
    // unlike String's constructor, a new decoder repairs nothing
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes.toByteArray()))
        .toString();
  }

  /** The path that {@link #parse} reads back. */
  static String format(String source, String key) {
    StringBuilder raw = new StringBuilder(source).append('/');
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (plain(c)) {
        raw.append(c);
      } else {
        raw.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return raw.toString();
  }

  private static boolean plain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~/".indexOf(c) >= 0;
  }
}
