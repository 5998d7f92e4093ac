package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import fr.mangatheque.continuity.schemas.state.StandingRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a partition's accounts as its objects change. The store is cached: what changes many times
 * between two commits is written to Kafka once, in the transaction of the changes it sums up, so
 * that it is exact whenever the ledger goes on. Canary objects are in no account. Owned by one
 * stream thread.
 */
final class Accounts {
  private final KeyValueStore<String, StandingRecord> store;
  private final PendingObjects pending;
  private final SourceIndex failing;
  private final Map<String, Account> accounts = new HashMap<>();
  private final Set<String> stale = new HashSet<>();

  Accounts(
      KeyValueStore<String, StandingRecord> store, PendingObjects pending, SourceIndex failing) {
    this.store = store;
    this.pending = pending;
    this.failing = failing;
    try (KeyValueIterator<String, StandingRecord> all = store.all()) {
      all.forEachRemaining(entry -> accounts.put(entry.key, AccountCodec.fromRecord(entry.value)));
    }
    stale.addAll(accounts.keySet());
  }

  /**
   * Counts all objects if nothing was ever counted: the states are those of a version that kept no
   * accounts. The one walk over a whole store, once in its life, before any record is taken.
   */
  void takeUp(ReadOnlyKeyValueStore<String, ObjectStateRecord> objects) {
    if (!accounts.isEmpty()) {
      return;
    }
    try (KeyValueIterator<String, ObjectStateRecord> all = objects.all()) {
      all.forEachRemaining(
          it -> moved(ObjectId.parse(it.key), ObjectState.NEW, StateCodec.fromRecord(it.value)));
    }
  }

  Set<String> sources() {
    return Set.copyOf(accounts.keySet());
  }

  Account of(String source) {
    return accounts.getOrDefault(source, Account.EMPTY);
  }

  /** Takes in that an object's state changed. */
  void moved(ObjectId id, ObjectState before, ObjectState after) {
    if (id.isCanary()) {
      return;
    }
    pending.move(id, before, after);
    moveFailing(id, before, after);
    Account account = of(id.source());
    Contribution was = Contribution.of(before);
    Contribution is = Contribution.of(after);
    Contribution sum = is.equals(was) ? account.sum() : account.sum().minus(was).plus(is);
    keep(id.source(), account.with(sum, newest(account.newest(), id, before, after)));
    stale.add(id.source());
  }

  private void moveFailing(ObjectId id, ObjectState before, ObjectState after) {
    SourceIndex.Place from = failingPlace(id, before);
    SourceIndex.Place to = failingPlace(id, after);
    if (Objects.equals(from, to)) {
      return;
    }
    if (from != null) {
      failing.remove(from);
    }
    if (to != null) {
      failing.add(to);
    }
  }

  private static SourceIndex.@Nullable Place failingPlace(ObjectId id, ObjectState state) {
    Failing cause = state.failing();
    return cause == null
        ? null
        : new SourceIndex.Place(id.source(), cause.since().toEpochMilli(), id.objectKey());
  }

  private static @Nullable Moment newest(
      @Nullable Moment known, ObjectId id, ObjectState before, ObjectState after) {
    KnownEntry entry = after.greatest();
    if (!after.live() || entry == null) {
      return known != null && known.objectKey().equals(id.objectKey()) ? null : known;
    }
    KnownEntry earlier = before.greatest();
    boolean proven = earlier == null || !earlier.name().equals(entry.name());
    Instant since = after.since().greatest();
    return proven && since != null ? new Moment(id.objectKey(), since) : known;
  }

  /** Finds out anew what is oldest. */
  void turn() {
    for (String source : Set.copyOf(stale)) {
      Account account = of(source);
      Instant oldestFailing =
          account.sum().failing() == 0
              ? null
              : failing.first(source).map(it -> Instant.ofEpochMilli(it.time())).orElse(null);
      Optional<Moment> oldestPending =
          account.sum().pending() == 0 ? Optional.empty() : pending.oldest(source);
      keep(source, account.withOldest(oldestPending.orElse(null), oldestFailing));
    }
    stale.clear();
  }

  void keep(String source, Account account) {
    if (!account.equals(of(source))) {
      accounts.put(source, account);
      store.put(source, AccountCodec.toRecord(account));
    }
  }
}
