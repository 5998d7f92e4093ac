package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.state.GuardRecord;
import fr.mangatheque.continuity.schemas.state.PendingDeletionRecord;
import fr.mangatheque.continuity.schemas.wire.StateSerdes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The guards of the sources of a partition, few, and their pending deletions, which may be millions
 * and are never read all at once. Owned by one stream thread.
 */
final class GuardStores {
  static final String PENDING = "pending-deletions";
  private static final String GUARDS = "guards";

  private final KeyValueStore<String, GuardRecord> guards;
  private final KeyValueStore<String, PendingDeletionRecord> pending;

  GuardStores(ProcessorContext<?, ?> context) {
    guards = context.getStateStore(GUARDS);
    pending = context.getStateStore(PENDING);
  }

  static Set<StoreBuilder<?>> builders() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(GUARDS),
            Serdes.String(),
            StateSerdes.stateSerde(GuardRecord.class)),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(PENDING),
            Serdes.String(),
            StateSerdes.stateSerde(PendingDeletionRecord.class)));
  }

  /** The states of all sources, to begin with. */
  Map<String, GuardState> guards() {
    Map<String, GuardState> all = new HashMap<>();
    try (KeyValueIterator<String, GuardRecord> found = guards.all()) {
      while (found.hasNext()) {
        KeyValue<String, GuardRecord> next = found.next();
        all.put(next.key, GuardRecords.fromRecord(next.value));
      }
    }
    return all;
  }

  void save(String source, GuardState state) {
    guards.put(source, GuardRecords.toRecord(state));
  }

  @Nullable PendingDeletion load(ObjectId object) {
    PendingDeletionRecord record = pending.get(object.toString());
    return record == null ? null : GuardRecords.fromRecord(record);
  }

  void save(ObjectId object, @Nullable PendingDeletion before, @Nullable PendingDeletion after) {
    if (after == null && before != null) {
      pending.delete(object.toString());
    } else if (after != null && !after.equals(before)) {
      pending.put(object.toString(), GuardRecords.toRecord(after));
    }
  }

  /**
   * Passes over the deletions of a source in the order of their keys, from the one after {@code
   * cursor} on, until {@code each} has enough.
   *
   * @return whether it came to the end
   */
  boolean pass(String source, String cursor, BiPredicate<ObjectId, PendingDeletion> each) {
    return pass(pending, source, cursor, each);
  }

  /** Keys of some that wait, in their order. */
  static List<String> waiting(
      ReadOnlyKeyValueStore<String, PendingDeletionRecord> store, String source, int limit) {
    List<String> some = new ArrayList<>();
    pass(
        store,
        source,
        "",
        (object, entry) -> {
          if (!entry.granted()) {
            some.add(object.objectKey());
          }
          return some.size() < limit;
        });
    return some;
  }

  List<String> waiting(String source, int limit) {
    return waiting(pending, source, limit);
  }

  private static boolean pass(
      ReadOnlyKeyValueStore<String, PendingDeletionRecord> store,
      String source,
      String cursor,
      BiPredicate<ObjectId, PendingDeletion> each) {
    String start = new ObjectId(source, cursor).toString();
    // no name of a source has a character between the slash and this one
    String end = source + (char) ('/' + 1);
    try (KeyValueIterator<String, PendingDeletionRecord> range = store.range(start, end)) {
      while (range.hasNext()) {
        KeyValue<String, PendingDeletionRecord> next = range.next();
        boolean passed = next.key.equals(start) && !cursor.isEmpty();
        if (!passed && !each.test(ObjectId.parse(next.key), GuardRecords.fromRecord(next.value))) {
          return false;
        }
      }
    }
    return true;
  }
}
