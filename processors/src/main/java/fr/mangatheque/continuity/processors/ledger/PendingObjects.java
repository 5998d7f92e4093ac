package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Unprotected changes of a partition by when they were first heard of. What is under way is known
 * without the store: it is no more than the window of requests, and an upload that is copied at
 * once costs the store nothing. Owned by one stream thread.
 */
final class PendingObjects {
  private final SourceIndex rest;
  private final Map<ObjectId, Instant> underWay = new HashMap<>();

  PendingObjects(SourceIndex rest) {
    this.rest = rest;
  }

  /** Tells of a request that was under way when the partition was taken. */
  void found(ObjectId id, ObjectState state) {
    if (!id.isCanary()) {
      Unprotected.since(state).ifPresent(since -> underWay.put(id, since));
    }
  }

  void move(ObjectId id, ObjectState before, ObjectState after) {
    SourceIndex.Place from = place(id, before);
    SourceIndex.Place to = place(id, after);
    if (from != null && !from.equals(to)) {
      rest.remove(from);
    }
    if (to != null && !to.equals(from)) {
      rest.add(to);
    }
    underWay.remove(id);
    if (after.requested()) {
      found(id, after);
    }
  }

  private static SourceIndex.@Nullable Place place(ObjectId id, ObjectState state) {
    return state.requested()
        ? null
        : Unprotected.since(state)
            .map(since -> new SourceIndex.Place(id.source(), since.toEpochMilli(), id.objectKey()))
            .orElse(null);
  }

  /** The change of a source that waits longest. */
  Optional<Moment> oldest(String source) {
    Stream<Moment> asked =
        underWay.entrySet().stream()
            .filter(entry -> entry.getKey().source().equals(source))
            .map(entry -> new Moment(entry.getKey().objectKey(), entry.getValue()));
    Stream<Moment> others =
        rest.first(source).stream()
            .map(place -> new Moment(place.objectKey(), Instant.ofEpochMilli(place.time())));
    return Stream.concat(asked, others)
        .min(Comparator.comparing(Moment::at).thenComparing(Moment::objectKey));
  }
}
