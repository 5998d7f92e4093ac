package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.DeletionEvent;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A record as the guard takes it.
 *
 * @param object the one it is about; of an audit only the source counts
 * @param record as it was, to be sent again if it is on a partition that is not its key's
 */
record Told(ObjectId object, GuardInput input, DeletionEvent record) {

  /**
   * Reads records. Those that are well formed but make no sense throw SerializationException, as
   * those do that cannot be read: both become dead letters.
   */
  static Deserializer<Told> reader(Deserializer<DeletionEvent> records) {
    return new Deserializer<>() {
      @Override
      public Told deserialize(String topic, byte @Nullable [] data) {
        return read(records.deserialize(topic, data));
      }

      @Override
      public Told deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return read(records.deserialize(topic, headers, data));
      }
    };
  }

  private static Told read(@Nullable DeletionEvent event) {
    if (event == null) {
      throw new SerializationException("the record has no value");
    }
    try {
      return new Told(new ObjectId(event.getSource(), event.getObjectKey()), input(event), event);
    } catch (IllegalArgumentException e) {
      throw new SerializationException("the record makes no sense: " + e.getMessage(), e);
    }
  }

  private static GuardInput input(DeletionEvent event) {
    return switch (event.getKind()) {
      case PENDING -> new GuardInput.Pending(key(event), absentSince(event), size(event));
      case DUE -> new GuardInput.Due(key(event), absentSince(event), size(event));
      case WITHDRAWN -> new GuardInput.Withdrawn(key(event));
      case AUDITED -> new GuardInput.Audited(count(event));
      case UNKNOWN -> throw new IllegalArgumentException("word of a deletion of an unknown kind");
    };
  }

  private static String key(DeletionEvent event) {
    if (event.getObjectKey().isEmpty()) {
      throw new IllegalArgumentException(event.getKind() + " of no object");
    }
    return event.getObjectKey();
  }

  private static Instant absentSince(DeletionEvent event) {
    if (event.getAbsentSince() == null) {
      throw new IllegalArgumentException(event.getKind() + " without the time since when");
    }
    return event.getAbsentSince();
  }

  private static @Nullable Long size(DeletionEvent event) {
    Long size = event.getSize();
    if (size != null && size < 0) {
      throw new IllegalArgumentException("a negative size: " + size);
    }
    return size;
  }

  private static long count(DeletionEvent event) {
    Long count = event.getCount();
    if (count == null || count < 0) {
      throw new IllegalArgumentException("an audit that counted " + count + " objects");
    }
    return count;
  }
}
