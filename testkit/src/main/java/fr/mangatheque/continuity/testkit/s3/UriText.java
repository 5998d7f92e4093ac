package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Percent-encoding as S3 does it: bytes in, bytes out, and no path is ever normalised. */
final class UriText {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final boolean[] UNRESERVED = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      UNRESERVED[c] =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
    }
  }

  private UriText() {}

  /** Undoes percent-encoding; what is not UTF-8 then, or has a broken escape, is InvalidURI. */
  static String decode(String raw, boolean plusIsSpace) {
    byte[] bytes = raw.getBytes(ISO_8859_1);
    int out = 0;
    for (int in = 0; in < bytes.length; in++) {
      byte b = bytes[in];
      if (b == '%') {
        if (in + 2 >= bytes.length) {
          throw S3Error.of(ErrorCode.INVALID_URI);
        }
        b = (byte) (digit(bytes[in + 1]) << 4 | digit(bytes[in + 2]));
        in += 2;
      } else if (b == '+' && plusIsSpace) {
        b = ' ';
      }
      bytes[out++] = b;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, out)).toString();
    } catch (CharacterCodingException e) {
      throw S3Error.of(ErrorCode.INVALID_URI);
    }
  }

  /** Encodes all but unreserved characters, and slashes where a path is meant. */
  static void encode(String text, boolean keepSlashes, StringBuilder to) {
    byte[] bytes = text.getBytes(UTF_8);
    for (byte b : bytes) {
      if (b >= 0 && (UNRESERVED[b] || (keepSlashes && b == '/'))) {
        to.append((char) b);
      } else {
        to.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
  }

  static String encode(String text) {
    var out = new StringBuilder(text.length() + 16);
    encode(text, false, out);
    return out.toString();
  }

  /** As listings with {@code encoding-type=url} do: slashes stay, a space is a plus. */
  static String encodeForListing(String text) {
    var out = new StringBuilder(text.length() + 16);
    encode(text, true, out);
    return out.toString().replace("%20", "+");
  }

  private static int digit(byte b) {
    int digit = Character.digit((char) (b & 0xff), 16);
    if (digit < 0) {
      throw S3Error.of(ErrorCode.INVALID_URI);
    }
    return digit;
  }
}
