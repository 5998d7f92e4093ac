package fr.mangatheque.continuity.processors.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** What is counted while it changes. */
class ReadBackHoursProperties {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final Duration WITHIN = Duration.ofDays(10);
  private static final List<String> ENDS = List.of("", "/\uFFFF", "/\uD83D\uDE00", "~");

  private final NavigableMap<String, ObjectState> objects =
      new TreeMap<>((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
  private ReadBackHours hours = new ReadBackHours();

  private record Stored(Iterator<Map.Entry<String, ObjectState>> rest)
      implements KeyValueIterator<String, ObjectStateRecord> {
    @Override
    public boolean hasNext() {
      return rest.hasNext();
    }

    @Override
    public KeyValue<String, ObjectStateRecord> next() {
      Map.Entry<String, ObjectState> next = rest.next();
      return KeyValue.pair(next.getKey(), StateCodec.toRecord(next.getValue()));
    }

    @Override
    public String peekNextKey() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  /** One object more. */
  private void count() {
    hours.count(
        from ->
            new Stored(
                (from == null ? objects : objects.tailMap(from, true)).entrySet().iterator()),
        System.nanoTime());
  }

  private static String key(int of) {
    return "uploads/page-" + of / ENDS.size() + ENDS.get(of % ENDS.size());
  }

  private static ObjectState state(int kind) {
    ObjectState isProtected = Examples.isProtected();
    KnownEntry entry = Examples.version();
    return switch (kind) {
      case 0 -> ObjectState.NEW;
      case 1 -> isProtected;
      default ->
          isProtected.withGreatest(
              new KnownEntry(
                  entry.name(),
                  entry.size(),
                  entry.etag(),
                  entry.lastModified(),
                  NOW.minus(Duration.ofDays(4L * kind))));
    };
  }

  private void change(String key, ObjectState to) {
    ObjectState before = objects.getOrDefault(key, ObjectState.NEW);
    if (to.equals(ObjectState.NEW)) {
      objects.remove(key);
    } else {
      objects.put(key, to);
    }
    hours.moved(key, before, to);
  }

  @Property(tries = 300)
  void whatChangesWhileItIsCountedCountsOnceAndAsItIsThen(
      @ForAll @Size(40) List<@IntRange(max = 3) Integer> first,
      @ForAll @Size(max = 60) List<@IntRange(max = 159) Integer> changes) {
    objects.clear();
    hours = new ReadBackHours();
    for (int i = 0; i < first.size(); i++) {
      if (first.get(i) > 0) {
        objects.put(key(i), state(first.get(i)));
      }
    }
    for (int change : changes) {
      count();
      change(key(change / 4), state(change % 4));
    }
    for (int i = 0; i <= 2 * first.size(); i++) {
      count();
    }

    long held = objects.size();
    long read =
        objects.values().stream()
            .map(state -> state.greatest().verifiedAt())
            .filter(at -> at != null && at.isAfter(NOW.minus(WITHIN)))
            .count();
    assertThat(hours.coverage("uploads", WITHIN, NOW))
        .contains(new Coverage(WITHIN, held, held * Examples.SIZE, read, read * Examples.SIZE));
  }
}
