package fr.mangatheque.continuity.processors.copy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which records wait for each other: those of one object. */
final class LaneKey {
  private LaneKey() {}

  /** Of a record without a key, its own. */
  static String of(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null
        ? record.partition() + "@" + record.offset()
        : new String(record.key(), StandardCharsets.UTF_8);
  }
}
