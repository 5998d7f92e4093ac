package fr.mangatheque.continuity.testkit.s3;

/**
 * A checksum S3 checked and kept.
 *
 * @param value base64, followed by {@code -N} when it is composed of N parts' checksums
 */
record StoredChecksum(ChecksumAlgorithm algorithm, String value, boolean composite) {
  String type() {
    return composite ? "COMPOSITE" : "FULL_OBJECT";
  }
}
