package fr.mangatheque.continuity.schemas.deadletter;

import org.apache.kafka.common.errors.SerializationException;

/** The value of a record, or why there is none. */
public sealed interface Decoded<T> {
  /** It can be read. */
  record Readable<T>(T value) implements Decoded<T> {}

  /** It cannot, now or ever: a case for {@link DeadLetters}. */
  record Unreadable<T>(SerializationException why) implements Decoded<T> {}
}
