package fr.mangatheque.continuity.processors.restore;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Keeps text on one line and between tabs: percent signs and control characters are escaped. */
final class Tsv {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Tsv() {}

  static String escape(String text) {
    if (text.chars().noneMatch(Tsv::isSpecial)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSpecial(c)) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          escaped.append('%').append(HEX.toHexDigits(b));
        }
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean isSpecial(int c) {
    return c == '%' || Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }

  static String unescape(String escaped) {
    return Percent.decode(escaped);
  }
}
