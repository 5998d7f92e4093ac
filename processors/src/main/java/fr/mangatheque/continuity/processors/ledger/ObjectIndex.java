package fr.mangatheque.continuity.processors.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Objects in an order: by a rank, then by a time, in a store. It remembers where its start is, or
 * that there is nothing: a store steps over all that was deleted there, which after a busy hour is
 * much. Owned by one stream thread.
 */
final class ObjectIndex {
  private static final byte[] NOTHING = new byte[0];
  private static final int HEAD = 1 + Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private @Nullable Bytes start;
  private boolean empty;

  ObjectIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * An object's place.
   *
   * @param time milliseconds, not negative
   */
  record Place(int rank, long time, String object) {
    Bytes key() {
      byte[] name = object.getBytes(StandardCharsets.UTF_8);
      return Bytes.wrap(
          ByteBuffer.allocate(HEAD + name.length).put((byte) rank).putLong(time).put(name).array());
    }

    static Place of(Bytes key) {
      ByteBuffer buffer = ByteBuffer.wrap(key.get());
      int rank = buffer.get();
      long time = buffer.getLong();
      byte[] bytes = key.get();
      return new Place(
          rank, time, new String(bytes, HEAD, bytes.length - HEAD, StandardCharsets.UTF_8));
    }
  }

  void add(Place place) {
    Bytes key = place.key();
    store.put(key, NOTHING);
    if (empty || start != null && key.compareTo(start) < 0) {
      start = key;
    }
    empty = false;
  }

  void remove(Place place) {
    store.delete(place.key());
  }

  /** The least place; empty if there is none. */
  Optional<Place> first() {
    if (empty) {
      return Optional.empty();
    }
    try (KeyValueIterator<Bytes, byte[]> range = store.range(start, null)) {
      Optional<Place> first = firstOf(range);
      first.ifPresent(place -> start = place.key());
      empty = first.isEmpty();
      return first;
    }
  }

  /** The greatest place; empty if there is none. It may step over much: to be asked rarely. */
  Optional<Place> last() {
    try (KeyValueIterator<Bytes, byte[]> range = store.reverseAll()) {
      return firstOf(range);
    }
  }

  private static Optional<Place> firstOf(KeyValueIterator<Bytes, byte[]> range) {
    if (!range.hasNext()) {
      return Optional.empty();
    }
    KeyValue<Bytes, byte[]> next = range.next();
    return Optional.of(Place.of(next.key));
  }
}
