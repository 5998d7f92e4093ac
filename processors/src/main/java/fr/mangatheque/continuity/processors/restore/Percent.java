package fr.mangatheque.continuity.processors.restore;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Undoes percent-encoding of some bytes of UTF-8 among text that stands as it is. */
final class Percent {
  private Percent() {}

  /**
   * The text.
   *
   * @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits
   */
  static String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    int i = 0;
    while (i < encoded.length()) {
      int percent = encoded.indexOf('%', i);
      int end = percent < 0 ? encoded.length() : percent;
      bytes.writeBytes(encoded.substring(i, end).getBytes(StandardCharsets.UTF_8));
      i = end;
      if (percent >= 0) {
        if (percent + 3 > encoded.length()) {
          throw new IllegalArgumentException("a cut escape: " + encoded);
        }
        bytes.write(HexFormat.fromHexDigits(encoded, percent + 1, percent + 3));
        i = percent + 3;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
