package fr.mangatheque.continuity.testkit.s3;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** ETags as S3 makes them: the MD5 of a single PUT, the MD5 of the parts' MD5s and their count. */
final class ETags {
  private ETags() {}

  static String ofMd5(byte[] md5) {
    return '"' + Digests.hex(md5) + '"';
  }

  static String ofParts(List<String> md5s) {
    var all = Digests.named("MD5");
    md5s.forEach(md5 -> all.update(HexFormat.of().parseHex(md5)));
    return '"' + Digests.hex(all.digest()) + '-' + md5s.size() + '"';
  }

  /** Shaped like an MD5 and telling nothing, as encrypted or other stores' ETags. */
  static String opaque() {
    return '"' + UUID.randomUUID().toString().replace("-", "") + '"';
  }

  /** Whether a condition's ETag is this one; clients leave the quotes out at times. */
  static boolean same(String asked, String held) {
    return bare(asked).equals(bare(held));
  }

  /** Whether any of a condition's ETags, a list or a star, is this one. */
  static boolean anySame(String asked, String held) {
    if (asked.equals("*")) {
      return true;
    }
    for (String one : asked.split(",", -1)) {
      if (same(one.strip(), held)) {
        return true;
      }
    }
    return false;
  }

  private static String bare(String etag) {
    String strong = etag.startsWith("W/") ? etag.substring(2) : etag;
    return strong.length() > 1 && strong.startsWith("\"") && strong.endsWith("\"")
        ? strong.substring(1, strong.length() - 1)
        : strong;
  }
}
