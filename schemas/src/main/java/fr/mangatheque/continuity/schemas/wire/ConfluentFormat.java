package fr.mangatheque.continuity.schemas.wire;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Confluent's wire format: a zero, the schema's id in four bytes, big-endian, the Avro binary. Its
 * subjects are named after topics.
 */
final class ConfluentFormat {
  static final int LENGTH = 5;

  private ConfluentFormat() {}

  static boolean marks(byte[] bytes) {
    return bytes.length >= 1 && bytes[0] == 0;
  }

  static int id(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt(1);
  }

  static byte[] preamble(int id) {
    return ByteBuffer.allocate(LENGTH).put((byte) 0).putInt(id).array();
  }

  /** Asks for a schema's id once a topic. */
  static final class Writing implements Preamble {
    private final SchemaRegistry registry;
    private final Schema schema;
    private final Map<String, byte[]> byTopic = new ConcurrentHashMap<>();

    Writing(SchemaRegistry registry, Schema schema) {
      this.registry = registry;
      this.schema = schema;
    }

    @Override
    public byte[] of(String topic) {
      byte[] known = byTopic.get(topic);
      if (known != null) {
        return known;
      }
      // Asked outside the map, whose locks other topics share; asking twice does no harm.
      byte[] asked = preamble(registry.idOf(topic + "-value", schema));
      byTopic.put(topic, asked);
      return asked;
    }
  }
}
