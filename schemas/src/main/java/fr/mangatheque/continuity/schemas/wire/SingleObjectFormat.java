package fr.mangatheque.continuity.schemas.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Avro's single-object encoding: {@code C3 01}, the schema's CRC-64-AVRO fingerprint in eight
 * bytes, little-endian, the Avro binary. Source: Avro specification 1.12, "Single-object encoding".
 */
final class SingleObjectFormat {
  static final int LENGTH = 10;

  private SingleObjectFormat() {}

  static boolean marks(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == (byte) 0xC3 && bytes[1] == 0x01;
  }

  static long fingerprint(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
  }

  static Preamble preamble(Schema schema) {
    byte[] preamble =
        ByteBuffer.allocate(LENGTH)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0xC3)
            .put((byte) 0x01)
            .putLong(SchemaNormalization.parsingFingerprint64(schema))
            .array();
    return topic -> preamble;
  }
}
