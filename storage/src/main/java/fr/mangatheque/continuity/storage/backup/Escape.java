package fr.mangatheque.continuity.storage.backup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of all but letters, digits, {@code -}, {@code _} and {@code .}, upper case. */
final class Escape {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Escape() {}

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (plain(c)) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HEX.toHexDigits(b));
      }
    }
    return escaped.toString();
  }

  static String unescape(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '%') {
        if (i + 3 > escaped.length()) {
          throw new IllegalArgumentException("cut escape: " + escaped);
        }
        bytes.write(HexFormat.fromHexDigits(escaped, i + 1, i + 3));
        i += 2;
      } else if (plain(c)) {
        bytes.write(c);
      } else {
        throw new IllegalArgumentException("not escaped: " + escaped);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean plain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_'
        || c == '.';
  }
}
