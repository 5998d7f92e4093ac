package fr.mangatheque.continuity.schemas.deadletter;

import fr.mangatheque.continuity.schemas.event.FailureEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What to send for a record that nobody can read.
 *
 * @param letter the record's bytes as they were, for the dead-letter topic
 * @param failure what the notifier is to know; its key is the cause key
 */
public record DeadLetter(ProducerRecord<byte[], byte[]> letter, FailureEvent failure) {}
