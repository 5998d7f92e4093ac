package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are held back while their source is paused, those that waited longest first. Owned
 * by one stream thread.
 */
final class Parking {
  private final SourceIndex index;
  private final Set<String> sources;

  Parking(SourceIndex index) {
    this.index = index;
    this.sources = new TreeSet<>(index.sources());
  }

  void move(ObjectId id, ObjectState before, ObjectState after) {
    SourceIndex.Place from = place(id, before);
    SourceIndex.Place to = place(id, after);
    if (from != null && !from.equals(to)) {
      index.remove(from);
    }
    if (to != null && !to.equals(from)) {
      index.add(to);
      sources.add(id.source());
    }
  }

  private static SourceIndex.@Nullable Place place(ObjectId id, ObjectState state) {
    return state.phase() instanceof Phase.Parked parked
        ? new SourceIndex.Place(id.source(), parked.since().toEpochMilli(), id.objectKey())
        : null;
  }

  /** An object that is held back although its source is not. */
  Optional<String> first(Predicate<String> paused) {
    while (true) {
      Optional<String> source = sources.stream().filter(it -> !paused.test(it)).findFirst();
      if (source.isEmpty()) {
        return Optional.empty();
      }
      Optional<SourceIndex.Place> place = index.first(source.get());
      if (place.isPresent()) {
        return place.map(it -> new ObjectId(it.source(), it.objectKey()).toString());
      }
      sources.remove(source.get());
    }
  }
}
