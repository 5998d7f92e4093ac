package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * How many versions and bytes of each source were read back in which hour. A change is taken in at
 * once; what was there before is counted a little at a time, and until that is done nothing is
 * told. Lost with the process, and counted anew. Owned by one stream thread.
 */
final class ReadBackHours {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long NEVER = Long.MIN_VALUE;

  private final Map<String, NavigableMap<Long, Amount>> sources = new HashMap<>();
  private @Nullable String counted;
  private boolean complete;

  private record Amount(long versions, long bytes) {
    static final Amount NOTHING = new Amount(0, 0);

    Amount plus(Amount other) {
      return new Amount(versions + other.versions, bytes + other.bytes);
    }

    Amount negated() {
      return new Amount(-versions, -bytes);
    }

    static Amount sum(Collection<Amount> all) {
      return all.stream().reduce(NOTHING, Amount::plus);
    }
  }

  /** Reads states in the order of their keys. */
  interface Reading {
    /**
     * @param first where to begin; null for at the first
     */
    KeyValueIterator<String, ObjectStateRecord> from(@Nullable String first);
  }

  /** Takes in that an object's state changed. */
  void moved(String object, ObjectState before, ObjectState after) {
    if (!isCounted(object)) {
      return;
    }
    ObjectId id = ObjectId.parse(object);
    add(id, before, amount(id, before).negated());
    add(id, after, amount(id, after));
  }

  /** What comes behind the last one that was counted is counted as it is then. */
  private boolean isCounted(String object) {
    String last = counted;
    return complete
        || last != null
            && Arrays.compareUnsigned(
                    object.getBytes(StandardCharsets.UTF_8), last.getBytes(StandardCharsets.UTF_8))
                <= 0;
  }

  private static Amount amount(ObjectId id, ObjectState state) {
    if (VerifiedIndex.Place.of(id, state).isEmpty()) {
      return Amount.NOTHING;
    }
    Contribution held = Contribution.of(state);
    return new Amount(held.versions(), held.heldBytes());
  }

  private void add(ObjectId id, ObjectState state, Amount amount) {
    if (amount.equals(Amount.NOTHING)) {
      return;
    }
    Instant read = Objects.requireNonNull(state.greatest()).verifiedAt();
    sources
        .computeIfAbsent(id.source(), _ -> new TreeMap<>())
        .compute(
            read == null ? NEVER : hour(read),
            (_, known) -> {
              Amount sum = known == null ? amount : known.plus(amount);
              return sum.equals(Amount.NOTHING) ? null : sum;
            });
  }

  private static long hour(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), HOUR);
  }

  /**
   * Goes on with what was there at the start.
   *
   * @param end by the time of {@link System#nanoTime}; one object is counted even if it has passed
   */
  void count(Reading objects, long end) {
    if (complete) {
      return;
    }
    try (KeyValueIterator<String, ObjectStateRecord> next = objects.from(counted)) {
      while (next.hasNext()) {
        KeyValue<String, ObjectStateRecord> each = next.next();
        if (each.key.equals(counted)) {
          continue;
        }
        ObjectId id = ObjectId.parse(each.key);
        ObjectState state = StateCodec.fromRecord(each.value);
        add(id, state, amount(id, state));
        counted = each.key;
        if (System.nanoTime() - end >= 0) {
          return;
        }
      }
    }
    complete = true;
  }

  /** How much was read back within a time; empty until all was counted. */
  Optional<Coverage> coverage(String source, Duration within, Instant now) {
    if (!complete) {
      return Optional.empty();
    }
    NavigableMap<Long, Amount> hours =
        sources.getOrDefault(source, Collections.emptyNavigableMap());
    Amount all = Amount.sum(hours.values());
    Amount read = Amount.sum(hours.tailMap(hour(now.minus(within)), true).values());
    return Optional.of(
        new Coverage(within, all.versions(), all.bytes(), read.versions(), read.bytes()));
  }
}
