package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.state.StoredIncident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** Reads which incidents are open, from outside the threads that decide it. Thread-safe. */
public final class IncidentLookup {
  private IncidentLookup() {}

  /**
   * The open incidents of this process's partitions, the oldest first; empty if they cannot be read
   * now. One a cause, so they are few. Does not wait.
   */
  public static Optional<List<OpenIncident>> open(KafkaStreams streams) {
    List<OpenIncident> found = new ArrayList<>();
    try (KeyValueIterator<String, StoredIncident> all =
        streams
            .store(
                StoreQueryParameters.fromNameAndType(
                    IncidentStores.INCIDENTS,
                    QueryableStoreTypes.<String, StoredIncident>keyValueStore()))
            .all()) {
      while (all.hasNext()) {
        KeyValue<String, StoredIncident> next = all.next();
        if (StoredStates.read(next.value) instanceof IncidentState.Open open) {
          found.add(OpenIncident.of(next.key, open));
        }
      }
    } catch (InvalidStateStoreException | IllegalStateException e) {
      // It is starting, moving or stopping: whoever asks is told that nobody can tell now.
      return Optional.empty();
    }
    found.sort(Comparator.comparing(OpenIncident::openedAt));
    return Optional.of(found);
  }
}
