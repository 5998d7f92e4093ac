package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import fr.mangatheque.continuity.schemas.state.StandingRecord;
import fr.mangatheque.continuity.schemas.wire.StateSerdes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The states of a partition's objects, and the orders in which the ledger comes back to them: who
 * waits, whose request runs out when, who is asked again when, who was read back when. Owned by one
 * stream thread.
 */
final class LedgerStores {
  static final String OBJECTS = "objects";
  private static final String WAITING = "waiting";
  private static final String DEADLINES = "deadlines";
  private static final String TIMERS = "timers";
  private static final String VERIFIED = "verified";
  private static final String PARKED = "parked";
  private static final String PENDING = "pending";
  static final String FAILING = "failing";
  static final String STANDINGS = "standings";

  private final KeyValueStore<String, ObjectStateRecord> objects;
  private final ObjectIndex waiting;
  private final ObjectIndex deadlines;
  private final ObjectIndex timers;
  private final SeenMarks seen;
  private final VerifiedIndex verified;
  private final ReadBackHours hours = new ReadBackHours();
  private final Parking parking;
  private final Accounts accounts;
  private int outstanding;

  LedgerStores(ProcessorContext<?, ?> context) {
    objects = context.getStateStore(OBJECTS);
    waiting = new ObjectIndex(context.getStateStore(WAITING));
    KeyValueStore<Bytes, byte[]> sent = context.getStateStore(DEADLINES);
    deadlines = new ObjectIndex(sent);
    timers = new ObjectIndex(context.getStateStore(TIMERS));
    seen = new SeenMarks(context);
    verified = new VerifiedIndex(context.getStateStore(VERIFIED));
    parking = new Parking(new SourceIndex(context.getStateStore(PARKED)));
    PendingObjects pending = new PendingObjects(new SourceIndex(context.getStateStore(PENDING)));
    outstanding = find(sent, pending);
    accounts =
        new Accounts(
            context.getStateStore(STANDINGS),
            pending,
            new SourceIndex(context.getStateStore(FAILING)));
    accounts.takeUp(objects);
  }

  static Set<StoreBuilder<?>> builders(Serde<ObjectStateRecord> states) {
    return Stream.concat(
            Stream.of(
                Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(OBJECTS), Serdes.String(), states),
                index(WAITING),
                index(DEADLINES),
                index(TIMERS),
                index(VERIFIED),
                index(PARKED),
                index(PENDING),
                index(FAILING),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STANDINGS),
                        Serdes.String(),
                        StateSerdes.stateSerde(StandingRecord.class))
                    .withCachingEnabled()),
            SeenMarks.builders())
        .collect(Collectors.toSet());
  }

  private static StoreBuilder<? extends StateStore> index(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
  }

  /** No more than the window of requests: cheap at any number of objects. */
  private int find(KeyValueStore<Bytes, byte[]> sent, PendingObjects pending) {
    int count = 0;
    try (KeyValueIterator<Bytes, byte[]> all = sent.all()) {
      for (; all.hasNext(); count++) {
        String object = ObjectIndex.Place.of(all.next().key).object();
        pending.found(ObjectId.parse(object), load(object));
      }
    }
    return count;
  }

  SeenMarks seen() {
    return seen;
  }

  /**
   * A source's objects in the order of their keys; to be closed.
   *
   * @param from the first, if it is still there
   */
  KeyValueIterator<String, ObjectStateRecord> objects(String from, String until) {
    return objects.range(from, until);
  }

  /** All objects from one on, or all; to be closed. */
  KeyValueIterator<String, ObjectStateRecord> objectsFrom(@Nullable String first) {
    return objects.range(first, null);
  }

  /** Who was read back when. */
  VerifiedIndex verified() {
    return verified;
  }

  /** How much was read back when. */
  ReadBackHours hours() {
    return hours;
  }

  /** How many requests of this partition are under way. */
  int outstanding() {
    return outstanding;
  }

  Parking parking() {
    return parking;
  }

  Accounts accounts() {
    return accounts;
  }

  ObjectState load(String object) {
    ObjectStateRecord record = objects.get(object);
    return record == null ? ObjectState.NEW : StateCodec.fromRecord(record);
  }

  /**
   * Keeps a state and moves the object in all orders.
   *
   * @param after null forgets the object
   */
  void save(String object, ObjectState before, @Nullable ObjectState after) {
    ObjectState now = after == null ? ObjectState.NEW : after;
    if (now.equals(before)) {
      return;
    }
    objects.put(object, now.equals(ObjectState.NEW) ? null : StateCodec.toRecord(now));
    move(waiting, waitingPlace(object, before), waitingPlace(object, now));
    move(
        deadlines,
        before.requested() ? duePlace(object, before) : null,
        now.requested() ? duePlace(object, now) : null);
    move(
        timers,
        before.requested() ? null : duePlace(object, before),
        now.requested() ? null : duePlace(object, now));
    verified.move(object, before, now);
    hours.moved(object, before, now);
    ObjectId id = ObjectId.parse(object);
    parking.move(id, before, now);
    accounts.moved(id, before, now);
    outstanding += (now.requested() ? 1 : 0) - (before.requested() ? 1 : 0);
  }

  private static void move(
      ObjectIndex index, ObjectIndex.@Nullable Place from, ObjectIndex.@Nullable Place to) {
    if (from != null && !from.equals(to)) {
      index.remove(from);
    }
    if (to != null && !to.equals(from)) {
      index.add(to);
    }
  }

  private static ObjectIndex.@Nullable Place waitingPlace(String object, ObjectState state) {
    return state.phase() instanceof Phase.Waiting w
        ? new ObjectIndex.Place(w.ask().rank(), w.since().toEpochMilli(), object)
        : null;
  }

  private static ObjectIndex.@Nullable Place duePlace(String object, ObjectState state) {
    return state
        .phase()
        .due()
        .map(due -> new ObjectIndex.Place(0, due.toEpochMilli(), object))
        .orElse(null);
  }

  /** Who waits longest of those that go first. */
  Optional<String> firstWaiting() {
    return waiting.first().map(ObjectIndex.Place::object);
  }

  /** An object whose time has come; deadlines before timers. */
  Optional<String> firstDue(Instant now) {
    return earliest(deadlines, now).or(() -> earliest(timers, now));
  }

  private static Optional<String> earliest(ObjectIndex index, Instant now) {
    return index
        .first()
        .filter(place -> place.time() <= now.toEpochMilli())
        .map(ObjectIndex.Place::object);
  }

  /** The objects whose times are furthest off: too far, if the clock went back. */
  List<String> lastDue() {
    return Stream.of(deadlines.last(), timers.last())
        .flatMap(Optional::stream)
        .map(ObjectIndex.Place::object)
        .toList();
  }
}
