package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Which objects the last audits saw, in the source and in the backup: by when the audit began, in
 * milliseconds. Not logged, since there is a mark for each object and audit: a restart may lose
 * them, and with them what an audit that began before it can conclude. Owned by one stream thread.
 */
final class SeenMarks {
  private static final String IN_SOURCE = "seen-in-source";
  private static final String IN_BACKUP = "seen-in-backup";

  /** A forged mark cannot count as seen for longer than clocks may be apart. */
  private static final Duration FURTHEST = Duration.ofDays(1);

  private final KeyValueStore<String, Long> source;
  private final KeyValueStore<String, Long> backup;

  SeenMarks(ProcessorContext<?, ?> context) {
    source = context.getStateStore(IN_SOURCE);
    backup = context.getStateStore(IN_BACKUP);
  }

  static Stream<StoreBuilder<? extends StateStore>> builders() {
    return Stream.of(IN_SOURCE, IN_BACKUP)
        .map(
            name ->
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.Long())
                    .withLoggingDisabled());
  }

  /** Marks what an audit tells that it saw; nothing else. */
  void mark(ObjectId id, Input input, Instant now) {
    switch (input) {
      case Input.Hint hint -> {
        Sighting sighting = hint.sighting();
        if (sighting != null && sighting.marked()) {
          put(source, id, sighting.scanStartedAt(), now);
        }
      }
      case Input.Listed listed -> {
        if (listed.judged()) {
          put(backup, id, listed.startedAt(), now);
        }
      }
      case Input.Slot _,
          Input.Park _,
          Input.Unpark _,
          Input.Due _,
          Input.Result _,
          Input.Unseen _,
          Input.Decision _ -> {
        // no scan's
      }
    }
  }

  private static void put(
      KeyValueStore<String, Long> marks, ObjectId id, Instant scanStartedAt, Instant now) {
    if (scanStartedAt.isBefore(now.plus(FURTHEST))) {
      marks.put(id.toString(), scanStartedAt.toEpochMilli());
    }
  }

  boolean inSource(String object, Instant scanStartedAt) {
    return isSince(source.get(object), scanStartedAt);
  }

  boolean inBackup(String object, Instant scanStartedAt) {
    return isSince(backup.get(object), scanStartedAt);
  }

  private static boolean isSince(@Nullable Long mark, Instant scanStartedAt) {
    return mark != null && mark >= scanStartedAt.toEpochMilli();
  }
}
