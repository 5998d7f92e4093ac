package fr.mangatheque.continuity.notifier.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is to be looked at, by when. While nothing is due the store is not touched. Owned by one
 * stream thread.
 */
final class DueIndex {
  private static final byte[] PRESENT = {1};

  private final KeyValueStore<Bytes, byte[]> store;

  /** Nothing is due before it. */
  private Instant earliest = Instant.EPOCH;

  DueIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void put(DueKey key) {
    store.put(key.encode(), PRESENT);
    if (key.at().isBefore(earliest)) {
      earliest = key.at();
    }
  }

  void remove(DueKey key) {
    store.delete(key.encode());
  }

  /** Takes out what is due, the earliest first, {@code limit} at most. */
  List<DueKey> take(Instant now, int limit) {
    if (now.isBefore(earliest)) {
      return List.of();
    }
    List<DueKey> due = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = store.range(null, DueKey.justAfter(now))) {
      while (entries.hasNext() && due.size() < limit) {
        due.add(DueKey.decode(entries.next().key));
      }
    }
    due.forEach(this::remove);
    if (due.size() < limit) {
      earliest = firstAfter(now);
    }
    return due;
  }

  private Instant firstAfter(Instant now) {
    try (KeyValueIterator<Bytes, byte[]> later = store.range(DueKey.justAfter(now), null)) {
      if (!later.hasNext()) {
        return Instant.MAX;
      }
      KeyValue<Bytes, byte[]> first = later.next();
      return DueKey.decode(first.key).at();
    }
  }
}
