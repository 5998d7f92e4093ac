package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.time.Instant;
import java.util.Comparator;

/**
 * A place in the list of all that fails: by time, then by object. It means the same in every
 * process and partition.
 */
record FailingPosition(Instant since, ObjectId object) implements Comparable<FailingPosition> {
  private static final Comparator<FailingPosition> ORDER =
      Comparator.comparing(FailingPosition::since)
          .thenComparing(position -> position.object().source())
          .thenComparing(position -> position.object().objectKey());

  static FailingPosition of(SourceIndex.Place place) {
    return new FailingPosition(
        Instant.ofEpochMilli(place.time()), new ObjectId(place.source(), place.objectKey()));
  }

  /**
   * Reads {@link #toString}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static FailingPosition parse(String text) {
    int space = text.indexOf(' ');
    try {
      return new FailingPosition(
          Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(space, 0)))),
          ObjectId.parse(text.substring(space + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a place in the list of what fails: " + text, e);
    }
  }

  /** The least place of a source in the index that may come after this one. */
  SourceIndex.Place next(String source) {
    long time = since.toEpochMilli();
    int order = source.compareTo(object.source());
    if (order == 0) {
      return new SourceIndex.Place(source, time, object.objectKey() + '\0');
    }
    return new SourceIndex.Place(source, order > 0 ? time : time + 1, "");
  }

  @Override
  public int compareTo(FailingPosition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return since.toEpochMilli() + " " + object;
  }
}
