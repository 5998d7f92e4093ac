package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.state.StoredFailure;
import fr.mangatheque.continuity.schemas.state.StoredIncident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The states of one partition: incidents by cause, which objects fail of which cause, and what is
 * due when. Owned by one stream thread.
 */
final class IncidentStores {
  static final String INCIDENTS = "incidents";
  static final String FAILING = "failing";
  static final String DUE = "due";

  private final KeyValueStore<String, StoredIncident> incidents;
  private final KeyValueStore<String, StoredFailure> failing;
  private final DueIndex due;

  IncidentStores(
      KeyValueStore<String, StoredIncident> incidents,
      KeyValueStore<String, StoredFailure> failing,
      KeyValueStore<Bytes, byte[]> due) {
    this.incidents = incidents;
    this.failing = failing;
    this.due = new DueIndex(due);
  }

  IncidentState incident(String causeKey) {
    return StoredStates.read(incidents.get(causeKey));
  }

  void save(String causeKey, IncidentState state, Optional<Instant> before, Optional<Instant> now) {
    StoredIncident stored = StoredStates.write(state);
    if (stored == null) {
      incidents.delete(causeKey);
    } else {
      incidents.put(causeKey, stored);
    }
    move(causeKey, null, before, now);
  }

  @Nullable Failure failure(String causeKey, String subject) {
    return StoredStates.read(failing.get(key(causeKey, subject)));
  }

  void save(String causeKey, String subject, @Nullable Failure failure, Optional<Instant> before) {
    String key = key(causeKey, subject);
    StoredFailure stored = StoredStates.write(failure);
    if (stored == null) {
      failing.delete(key);
    } else {
      failing.put(key, stored);
    }
    move(causeKey, subject, before, failure == null ? Optional.empty() : failure.due());
  }

  /** Some of the objects that fail of the cause. */
  List<String> examples(String causeKey, int limit) {
    List<String> some = new ArrayList<>();
    String prefix = key(causeKey, "");
    try (KeyValueIterator<String, StoredFailure> found =
        failing.prefixScan(prefix, new StringSerializer())) {
      while (found.hasNext() && some.size() < limit) {
        String subject = found.next().key.substring(prefix.length());
        if (!subject.isEmpty()) {
          some.add(subject);
        }
      }
    }
    return some;
  }

  /** Takes out what is due. */
  List<DueKey> take(Instant now, int limit) {
    return due.take(now, limit);
  }

  /** All incidents, one a cause: few, however many objects fail. Asked once, at the start. */
  List<IncidentState> incidents() {
    List<IncidentState> states = new ArrayList<>();
    try (KeyValueIterator<String, StoredIncident> all = incidents.all()) {
      while (all.hasNext()) {
        KeyValue<String, StoredIncident> next = all.next();
        states.add(StoredStates.read(next.value));
      }
    }
    return states;
  }

  private void move(
      String causeKey, @Nullable String subject, Optional<Instant> before, Optional<Instant> now) {
    if (!before.equals(now)) {
      before.ifPresent(at -> due.remove(new DueKey(at, causeKey, subject)));
    }
    now.ifPresent(at -> due.put(new DueKey(at, causeKey, subject)));
  }

  /** The length in front keeps the objects of one cause apart from those of any other. */
  private static String key(String causeKey, String subject) {
    return causeKey.length() + ":" + causeKey + subject;
  }
}
