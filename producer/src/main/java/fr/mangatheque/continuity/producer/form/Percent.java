package fr.mangatheque.continuity.producer.form;

import fr.mangatheque.continuity.producer.hint.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Undoes percent-encoding, with nothing repaired or replaced: a key read wrongly is another key.
 */
final class Percent {
  private Percent() {}

  /** As URLs have it. */
  static Field<String> decode(String text) {
    return decode(text, false);
  }

  /** As forms have it, {@code application/x-www-form-urlencoded}: a plus is a space. */
  static Field<String> decodeForm(String text) {
    return decode(text, true);
  }

  private static Field<String> decode(String text, boolean plusIsSpace) {
    if (Utf8.length(text) < 0) {
      return new Field.Bad<>("this has half of a surrogate pair: it is not valid Unicode");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        int value = i + 2 < bytes.length ? hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]) : -1;
        if (value < 0) {
          return new Field.Bad<>(
              "a percent sign is followed by two hexadecimal digits, or written %25: "
                  + Words.quote(text));
        }
        decoded.write(value);
        i += 2;
      } else {
        decoded.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    try {
      ByteBuffer all = ByteBuffer.wrap(decoded.toByteArray());
      return new Field.Good<>(StandardCharsets.UTF_8.newDecoder().decode(all).toString());
    } catch (CharacterCodingException e) {
      return new Field.Bad<>("percent-decoded, this is not valid UTF-8: " + Words.quote(text));
    }
  }

  /** The digit's value; -1 if it is none. */
  private static int hex(byte digit) {
    return digit < 0 ? -1 : Character.digit(digit, 16);
  }
}
