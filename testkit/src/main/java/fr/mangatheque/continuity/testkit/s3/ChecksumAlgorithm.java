package fr.mangatheque.continuity.testkit.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums S3 can check and keep beside an object. */
enum ChecksumAlgorithm {
  CRC32(4),
  CRC32C(4),
  CRC64NVME(8),
  SHA1(20),
  SHA256(32);

  private final int length;
  private final String header = "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);

  ChecksumAlgorithm(int length) {
    this.length = length;
  }

  /** The request and response header that carries it, in lower case. */
  String header() {
    return header;
  }

  /** The element of S3's XML that carries it. */
  String element() {
    return "Checksum" + name();
  }

  /** In bytes. */
  int length() {
    return length;
  }

  /** Whether a whole's can be made of its parts', which S3 wants for FULL_OBJECT. */
  boolean isCyclic() {
    return length <= 8;
  }

  byte[] of(Content content) {
    return switch (this) {
      case CRC32 -> cyclic(new CRC32(), content);
      case CRC32C -> cyclic(new CRC32C(), content);
      case CRC64NVME -> cyclic(new Crc64Nvme(), content);
      case SHA1 -> digest("SHA-1", content);
      case SHA256 -> digest("SHA-256", content);
    };
  }

  static Optional<ChecksumAlgorithm> named(String name) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
        .findFirst();
  }

  static Optional<ChecksumAlgorithm> ofHeader(String header) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.header.equalsIgnoreCase(header))
        .findFirst();
  }

  private byte[] cyclic(Checksum checksum, Content content) {
    content.updateInto(checksum);
    byte[] all = ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
    return Arrays.copyOfRange(all, 8 - length, 8);
  }

  private static byte[] digest(String algorithm, Content content) {
    MessageDigest digest = Digests.named(algorithm);
    content.updateInto(digest);
    return digest.digest();
  }
}
