package fr.mangatheque.continuity.testkit.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** The checksums S3 can check and keep beside an object. */
enum ChecksumAlgorithm {
  CRC32(4, CRC32::new, null),
  CRC32C(4, CRC32C::new, null),
  CRC64NVME(8, Crc64Nvme::new, null),
  SHA1(20, null, "SHA-1"),
  SHA256(32, null, "SHA-256");

  private final int length;
  private final @Nullable Supplier<Checksum> cyclic;
  private final @Nullable String digest;
  private final String header = "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);

  ChecksumAlgorithm(int length, @Nullable Supplier<Checksum> cyclic, @Nullable String digest) {
    this.length = length;
    this.cyclic = cyclic;
    this.digest = digest;
  }

  /** The request and response header that carries it, in lower case. */
  String header() {
    return header;
  }

  /** The element of S3's XML that carries it. */
  String element() {
    return "Checksum" + name();
  }

  int length() {
    return length;
  }

  boolean isCyclic() {
    return cyclic != null;
  }

  byte[] of(Content content) {
    if (cyclic != null) {
      Checksum checksum = cyclic.get();
      content.updateInto(checksum);
      byte[] all = ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
      return Arrays.copyOfRange(all, 8 - length, 8);
    }
    MessageDigest running = Digests.named(String.valueOf(digest));
    content.updateInto(running);
    return running.digest();
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
}
