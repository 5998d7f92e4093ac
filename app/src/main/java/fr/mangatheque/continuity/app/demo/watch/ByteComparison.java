package fr.mangatheque.continuity.app.demo.watch;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads contents and says what they are. */
final class ByteComparison {
  private static final int BUFFER = 64 * 1024;

  private ByteComparison() {}

  /**
   * What was read.
   *
   * @param sha256 of the first content
   * @param bytes read, of all contents
   * @param equal whether all were the same
   */
  record Outcome(String sha256, long bytes, boolean equal) {}

  static Outcome one(InputStream content) throws IOException {
    return both(content, null);
  }

  static Outcome both(InputStream left, @Nullable InputStream right) throws IOException {
    MessageDigest digest = sha256();
    long bytes = 0;
    boolean equal = true;
    while (true) {
      byte[] a = left.readNBytes(BUFFER);
      digest.update(a);
      bytes += a.length;
      if (right != null) {
        byte[] b = right.readNBytes(BUFFER);
        bytes += b.length;
        equal &= Arrays.equals(a, b);
        if (a.length == 0 && b.length == 0) {
          break;
        }
      } else if (a.length == 0) {
        break;
      }
    }
    return new Outcome(HexFormat.of().formatHex(digest.digest()), bytes, equal);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
