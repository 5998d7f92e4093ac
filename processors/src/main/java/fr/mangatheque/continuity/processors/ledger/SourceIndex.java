package fr.mangatheque.continuity.processors.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Objects of each source by a time, in a store. For each source it remembers where its start is, or
 * that there is nothing: a store steps over all that was deleted there. Owned by one stream thread,
 * but for {@link #page}.
 */
final class SourceIndex {
  private static final byte[] NOTHING = new byte[0];
  private static final byte END_OF_NAME = 0;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<String, Start> starts = new HashMap<>();

  /** Where a source's places begin; null if it has none. */
  private record Start(@Nullable Bytes key) {}

  /**
   * An object's place.
   *
   * @param time milliseconds, not negative
   */
  record Place(String source, long time, String objectKey) {
    Bytes key() {
      byte[] name = source.getBytes(StandardCharsets.UTF_8);
      byte[] key = objectKey.getBytes(StandardCharsets.UTF_8);
      return Bytes.wrap(
          ByteBuffer.allocate(name.length + 1 + Long.BYTES + key.length)
              .put(name)
              .put(END_OF_NAME)
              .putLong(time)
              .put(key)
              .array());
    }

    static Place of(Bytes key) {
      byte[] bytes = key.get();
      int name = 0;
      while (bytes[name] != END_OF_NAME) {
        name++;
      }
      int rest = name + 1 + Long.BYTES;
      return new Place(
          new String(bytes, 0, name, StandardCharsets.UTF_8),
          ByteBuffer.wrap(bytes).getLong(name + 1),
          new String(bytes, rest, bytes.length - rest, StandardCharsets.UTF_8));
    }
  }

  SourceIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void add(Place place) {
    Bytes key = place.key();
    store.put(key, NOTHING);
    Start start = starts.get(place.source());
    boolean first = start != null && (start.key() == null || key.compareTo(start.key()) < 0);
    if (first) {
      starts.put(place.source(), new Start(key));
    }
  }

  void remove(Place place) {
    store.delete(place.key());
  }

  /** The least place of a source; empty if there is none. */
  Optional<Place> first(String source) {
    Start start = starts.get(source);
    if (start != null && start.key() == null) {
      return Optional.empty();
    }
    Bytes from = start == null || start.key() == null ? least(source) : start.key();
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from, end(source))) {
      Bytes first = range.hasNext() ? range.next().key : null;
      starts.put(source, new Start(first));
      return Optional.ofNullable(first).map(Place::of);
    }
  }

  /** All sources that have places: one step a source, whatever their objects are. */
  Set<String> sources() {
    Set<String> sources = new TreeSet<>();
    Bytes from = null;
    while (true) {
      try (KeyValueIterator<Bytes, byte[]> range = store.range(from, null)) {
        if (!range.hasNext()) {
          return sources;
        }
        String source = Place.of(range.next().key).source();
        sources.add(source);
        from = end(source);
      }
    }
  }

  /**
   * Places of a source in order. Thread-safe where the store is.
   *
   * @param from the least that may be among them
   */
  static List<Place> page(ReadOnlyKeyValueStore<Bytes, byte[]> store, Place from, int limit) {
    List<Place> page = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from.key(), end(from.source()))) {
      while (page.size() < limit && range.hasNext()) {
        page.add(Place.of(range.next().key));
      }
    }
    return page;
  }

  private static Bytes least(String source) {
    return new Place(source, 0, "").key();
  }

  /** After all of a source, before all of any other. */
  private static Bytes end(String source) {
    byte[] name = source.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(name.length + 1).put(name).put((byte) (END_OF_NAME + 1)).array());
  }
}
