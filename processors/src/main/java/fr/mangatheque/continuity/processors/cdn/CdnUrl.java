package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.storage.ObjectKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Where a CDN has an object: its key, percent-encoded, behind the base. */
final class CdnUrl {
  private static final String UNRESERVED = "-._~";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private CdnUrl() {}

  /**
   * Slashes stay slashes, all else that is not unreserved (RFC 3986, 2.3) is encoded: the same for
   * every server, whatever it makes of {@code +}, {@code &} or {@code ;} in a path.
   */
  static URI of(URI base, ObjectKey key) {
    String start = base.toString();
    StringBuilder url = new StringBuilder(start);
    if (!start.endsWith("/")) {
      url.append('/');
    }
    String[] segments = key.value().split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      url.append(i == 0 ? "" : "/");
      append(segments[i], url);
    }
    return URI.create(url.toString());
  }

  private static void append(String segment, StringBuilder url) {
    // as they are they would mean another path
    boolean dots = segment.equals(".") || segment.equals("..");
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      if (!dots && isUnreserved((char) b)) {
        url.append((char) b);
      } else {
        url.append('%').append(HEX.toHexDigits(b));
      }
    }
  }

  private static boolean isUnreserved(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || UNRESERVED.indexOf(c) >= 0;
  }
}
