package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The objects of each source by when they were read back last, or else proven; in {@link
 * ReadBackPace#STEPS} orders beside each other. An object has its place whatever is asked about it,
 * so only a new version or a read-back moves it. Owned by one stream thread.
 */
final class VerifiedIndex {
  private static final byte[] NOTHING = new byte[0];
  // no source is called so
  private static final Bytes COMPLETE = Bytes.wrap(new byte[] {'!'});
  private static final int BEHIND_SOURCE = 2 + Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  // a store steps over all that was deleted before its first key
  private final Map<Bytes, Bytes> starts = new HashMap<>();

  VerifiedIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * An object's place.
   *
   * @param last when it was read back, or proven, last; the epoch if nobody knows
   */
  record Place(ObjectId object, int step, Instant last) {
    /** Empty for what is not to be read back: nothing, what was erased, a canary. */
    static Optional<Place> of(ObjectId object, ObjectState state) {
      KnownEntry greatest = state.greatest();
      if (greatest == null || greatest.name() instanceof EntryName.Erased || object.isCanary()) {
        return Optional.empty();
      }
      Instant read = greatest.verifiedAt();
      Instant proven = state.since().greatest();
      Instant last = read != null ? read : proven != null ? proven : Instant.EPOCH;
      return Optional.of(
          new Place(
              object,
              ReadBackPace.step(object.toString(), read != null),
              last.isBefore(Instant.EPOCH) ? Instant.EPOCH : last));
    }

    private Bytes key() {
      byte[] name = object.objectKey().getBytes(StandardCharsets.UTF_8);
      byte[] source = bytes(object.source());
      return Bytes.wrap(
          ByteBuffer.allocate(source.length + BEHIND_SOURCE + name.length)
              .put(source)
              .put((byte) '/')
              .put((byte) step)
              .putLong(last.toEpochMilli())
              .put(name)
              .array());
    }

    private static Place of(String source, Bytes key) {
      ByteBuffer buffer = ByteBuffer.wrap(key.get());
      buffer.position(bytes(source).length + 1);
      int step = Byte.toUnsignedInt(buffer.get());
      Instant last = Instant.ofEpochMilli(buffer.getLong());
      byte[] name = new byte[buffer.remaining()];
      buffer.get(name);
      return new Place(new ObjectId(source, new String(name, StandardCharsets.UTF_8)), step, last);
    }
  }

  private static byte[] bytes(String source) {
    return source.getBytes(StandardCharsets.US_ASCII);
  }

  private static Bytes order(String source, int step) {
    byte[] name = bytes(source);
    return Bytes.wrap(
        ByteBuffer.allocate(name.length + 2).put(name).put((byte) '/').put((byte) step).array());
  }

  /** Whether every object has its place: not where an older version wrote the states. */
  boolean isComplete() {
    return store.get(COMPLETE) != null;
  }

  /** From now on every object has. */
  void complete() {
    store.put(COMPLETE, NOTHING);
  }

  /** Keeps an object's place up to date. */
  void move(String object, ObjectState before, ObjectState after) {
    ObjectId id = ObjectId.parse(object);
    Place from = Place.of(id, before).orElse(null);
    Place to = Place.of(id, after).orElse(null);
    if (from != null && !from.equals(to)) {
      store.delete(from.key());
    }
    if (to != null && !to.equals(from)) {
      add(to);
    }
  }

  private void add(Place place) {
    Bytes key = place.key();
    store.put(key, NOTHING);
    starts.computeIfPresent(
        order(place.object().source(), place.step()),
        (_, start) -> key.compareTo(start) < 0 ? key : start);
  }

  /** Who was read back the longest time ago in one of a source's orders. */
  Optional<Place> first(String source, int step) {
    Bytes order = order(source, step);
    Optional<Place> first = next(source, order, starts.getOrDefault(order, order), null);
    first.ifPresent(place -> starts.put(order, place.key()));
    return first;
  }

  /** Who comes behind a place in its order. */
  Optional<Place> after(Place place) {
    Bytes key = place.key();
    return next(place.object().source(), order(place.object().source(), place.step()), key, key);
  }

  private Optional<Place> next(String source, Bytes order, Bytes from, @Nullable Bytes but) {
    try (KeyValueIterator<Bytes, byte[]> range = store.range(from, null)) {
      while (range.hasNext()) {
        Bytes key = range.next().key;
        if (!startsWith(key, order)) {
          return Optional.empty();
        }
        if (!key.equals(but)) {
          return Optional.of(Place.of(source, key));
        }
      }
      return Optional.empty();
    }
  }

  private static boolean startsWith(Bytes key, Bytes order) {
    byte[] text = key.get();
    byte[] start = order.get();
    if (text.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (text[i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}
