package fr.mangatheque.continuity.notifier.incident;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Something to look at, in the order of when.
 *
 * @param at not before 1970, of whole milliseconds
 * @param subject the object whose failure is due; null if the incident itself is
 */
record DueKey(Instant at, String causeKey, @Nullable String subject) {
  private static final byte INCIDENT = 0;
  private static final byte FAILURE = 1;

  /** Bytes that sort by time. */
  Bytes encode() {
    byte[] cause = causeKey.getBytes(StandardCharsets.UTF_8);
    byte[] object = subject == null ? new byte[0] : subject.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + cause.length + 1 + object.length)
            .putLong(at.toEpochMilli())
            .putInt(cause.length)
            .put(cause)
            .put(subject == null ? INCIDENT : FAILURE)
            .put(object)
            .array());
  }

  static DueKey decode(Bytes bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.get());
    Instant at = Instant.ofEpochMilli(buffer.getLong());
    String cause = text(buffer, buffer.getInt());
    boolean ofFailure = buffer.get() == FAILURE;
    return new DueKey(at, cause, ofFailure ? text(buffer, buffer.remaining()) : null);
  }

  /** Sorts after all that is due at {@code at} or before. */
  static Bytes justAfter(Instant at) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(at.toEpochMilli() + 1).array());
  }

  private static String text(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
