package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.state.StandingRecord;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Accounts without Kafka. */
final class StandaloneAccounts {
  private StandaloneAccounts() {}

  static Accounts open() {
    return new Accounts(
        new MapStore<String, StandingRecord>(),
        new PendingObjects(new SourceIndex(new MapStore<Bytes, byte[]>())),
        new SourceIndex(new MapStore<Bytes, byte[]>()));
  }

  /** A store in a map. */
  static final class MapStore<K extends Comparable<? super K>, V> implements KeyValueStore<K, V> {
    private final NavigableMap<K, V> map = new TreeMap<>();

    @Override
    public void put(K key, @Nullable V value) {
      if (value == null) {
        map.remove(key);
      } else {
        map.put(key, value);
      }
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
      return map.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
      entries.forEach(it -> put(it.key, it.value));
    }

    @Override
    public @Nullable V delete(K key) {
      return map.remove(key);
    }

    @Override
    public @Nullable V get(K key) {
      return map.get(key);
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
      NavigableMap<K, V> tail = from == null ? map : map.tailMap(from, true);
      return new Entries<>(to == null ? tail : tail.headMap(to, true));
    }

    @Override
    public KeyValueIterator<K, V> all() {
      return range(null, null);
    }

    @Override
    public long approximateNumEntries() {
      return map.size();
    }

    @Override
    public String name() {
      return "map";
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
      throw new UnsupportedOperationException("it needs no context");
    }

    @Override
    public void close() {
      map.clear();
    }

    @Override
    public boolean persistent() {
      return false;
    }

    @Override
    public boolean isOpen() {
      return true;
    }
  }

  private static final class Entries<K, V> implements KeyValueIterator<K, V> {
    private final Iterator<KeyValue<K, V>> entries;
    private @Nullable KeyValue<K, V> next;

    Entries(NavigableMap<K, V> map) {
      entries =
          map.entrySet().stream()
              .map(it -> KeyValue.pair(it.getKey(), it.getValue()))
              .toList()
              .iterator();
    }

    @Override
    public boolean hasNext() {
      return next != null || entries.hasNext();
    }

    @Override
    public KeyValue<K, V> next() {
      KeyValue<K, V> taken = next == null ? entries.next() : next;
      next = null;
      return taken;
    }

    @Override
    public K peekNextKey() {
      if (next == null) {
        next = entries.next();
      }
      return next.key;
    }

    @Override
    public void close() {
      next = null;
    }
  }
}
