package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import fr.mangatheque.continuity.schemas.state.StandingRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads how this process's partitions stand, from outside the ledger's threads. A partition that is
 * moving, or stops while it is read, is not in the answer. Thread-safe; does not wait.
 */
final class LedgerQuestions {
  private final KafkaStreams streams;
  private final LedgerSettings settings;
  private final LedgerProcesses processes;
  private final LedgerMetrics metrics;

  LedgerQuestions(
      KafkaStreams streams,
      LedgerSettings settings,
      LedgerProcesses processes,
      LedgerMetrics metrics) {
    this.streams = streams;
    this.settings = settings;
    this.processes = processes;
    this.metrics = metrics;
  }

  List<PartitionStanding> standing() {
    List<PartitionStanding> answers = new ArrayList<>();
    for (int partition : processes.own()) {
      try {
        Map<String, SourceStanding> sources = new HashMap<>();
        accounts(partition)
            .forEach(
                (source, account) ->
                    sources.put(
                        source,
                        SourceStanding.of(account, metrics.readBacks(partition).coverage(source))));
        answers.add(new PartitionStanding(partition, sources));
      } catch (IllegalStateException | InvalidStateStoreException e) {
        // no longer ours: whoever asks sees that it is missing
        continue;
      }
    }
    return answers;
  }

  FailingPage failing(@Nullable String source, int limit, @Nullable String after) {
    int most = Math.clamp(limit, 1, FailingPage.LONGEST);
    FailingPosition position = after == null ? null : FailingPosition.parse(after);
    Collection<String> sources = source == null ? settings.sources() : List.of(source);
    List<FailingPage> pages = new ArrayList<>();
    for (int partition : processes.own()) {
      try {
        pages.add(failing(partition, sources, most, position));
      } catch (IllegalStateException | InvalidStateStoreException e) {
        // as above
        continue;
      }
    }
    return FailingPage.of(pages, most);
  }

  private FailingPage failing(
      int partition, Collection<String> sources, int most, @Nullable FailingPosition after) {
    Map<String, Account> accounts = accounts(partition);
    ReadOnlyKeyValueStore<Bytes, byte[]> index =
        store(partition, LedgerStores.FAILING, QueryableStoreTypes.keyValueStore());
    ReadOnlyKeyValueStore<String, ObjectStateRecord> objects =
        store(partition, LedgerStores.OBJECTS, QueryableStoreTypes.keyValueStore());
    List<FailingPosition> places = new ArrayList<>();
    for (String source : sources) {
      Account account = accounts.getOrDefault(source, Account.EMPTY);
      if (account.sum().failing() > 0) {
        SourceIndex.page(index, start(source, account.oldestFailing(), after), most).stream()
            .map(FailingPosition::of)
            .forEach(places::add);
      }
    }
    return FailingPage.of(partition, places, most, object -> view(objects, object));
  }

  /** Not at the very beginning: a store steps over all that was deleted there. */
  private static SourceIndex.Place start(
      String source, @Nullable Instant oldest, @Nullable FailingPosition after) {
    SourceIndex.Place first =
        new SourceIndex.Place(source, oldest == null ? 0 : oldest.toEpochMilli(), "");
    if (after == null) {
      return first;
    }
    SourceIndex.Place next = after.next(source);
    return next.key().compareTo(first.key()) > 0 ? next : first;
  }

  private static @Nullable ObjectView view(
      ReadOnlyKeyValueStore<String, ObjectStateRecord> objects, ObjectId object) {
    ObjectStateRecord record = objects.get(object.toString());
    return record == null ? null : ObjectView.of(StateCodec.fromRecord(record)).orElse(null);
  }

  private Map<String, Account> accounts(int partition) {
    ReadOnlyKeyValueStore<String, StandingRecord> store =
        store(partition, LedgerStores.STANDINGS, QueryableStoreTypes.keyValueStore());
    Map<String, Account> accounts = new HashMap<>();
    for (String source : settings.sources()) {
      accounts.put(source, AccountCodec.fromRecord(store.get(source)));
    }
    return accounts;
  }

  /** Sources that are paused, by name; empty while this process cannot tell. */
  SortedMap<String, Pause> pauses(Instant now) {
    SortedMap<String, Pause> pauses = new TreeMap<>();
    try {
      ReadOnlyKeyValueStore<String, OperatorAction> decisions =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  PauseStore.NAME, QueryableStoreTypes.keyValueStore()));
      for (String source : settings.sources()) {
        PauseStore.pause(decisions, source, now).ifPresent(pause -> pauses.put(source, pause));
      }
    } catch (IllegalStateException | InvalidStateStoreException e) {
      pauses.clear();
    }
    return pauses;
  }

  private <T> T store(int partition, String name, QueryableStoreType<T> type) {
    return streams.store(StoreQueryParameters.fromNameAndType(name, type).withPartition(partition));
  }
}
