package fr.mangatheque.continuity.processors.ledger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record; the epoch for one without any. Kafka takes such records from foreign
 * clients, and Kafka Streams by itself would stop at the first. Streams makes instances of it.
 */
public final class TimestampOrEpoch implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
