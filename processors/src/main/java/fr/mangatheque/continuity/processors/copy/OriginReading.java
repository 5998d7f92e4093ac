package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.staging.StagedContent;
import fr.mangatheque.continuity.storage.staging.Staging;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object into staging until its bytes can be believed: until they agree with what its
 * store says of them, or two reads agree with each other.
 */
final class OriginReading {
  private static final int MOST_READS = 4;

  private final ObjectReader origin;
  private final Staging staging;
  private final ETagKnowledge etags;
  private final Failpoints failpoints;

  OriginReading(ObjectReader origin, Staging staging, ETagKnowledge etags, Failpoints failpoints) {
    this.origin = origin;
    this.staging = staging;
    this.etags = etags;
    this.failpoints = failpoints;
  }

  /** Content that was read, and what its store says of it. */
  record Reading(ObjectInfo info, StagedContent content) implements AutoCloseable {
    @Override
    public void close() {
      content.close();
    }
  }

  private enum Agreement {
    AGREES,
    DIFFERS_FROM_ETAG,
    DIFFERS_FROM_CHECKSUM
  }

  private record Seen(ETag etag, Sha256 sha256) {}

  /**
   * The content of the object that {@code first} answered with, or of what has replaced it since.
   *
   * @throws CopyFailure if no two reads agree
   */
  Reading read(Read.Found first, Deadline deadline, Journey journey) throws InterruptedException {
    Read.Found found = first;
    @Nullable Seen before = null;
    for (int reads = 1; reads <= MOST_READS; reads++) {
      Reading reading = stage(found, deadline, journey);
      Seen now = new Seen(reading.info().etag(), reading.content().sha256());
      if (believable(reading, now.equals(before), journey)) {
        return reading;
      }
      before = now;
      reading.close();
      if (reads < MOST_READS) {
        found = again(first.info().key(), journey);
      }
    }
    throw new CopyFailure(
        Stage.ORIGIN,
        CauseClass.CORRUPT,
        "read " + MOST_READS + " times, each time with other bytes than the source says it holds");
  }

  private Reading stage(Read.Found found, Deadline deadline, Journey journey)
      throws InterruptedException {
    try (found) {
      deadline.sizeIs(found.info().size());
      StagedContent content =
          staging.stage(found.body(), found.info().size(), found.info().key().value());
      journey.read(content.size());
      failpoints.at(Failpoints.Step.AFTER_STAGE);
      return new Reading(found.info(), content);
    }
  }

  private boolean believable(Reading reading, boolean readTwice, Journey journey) {
    return switch (agreement(reading)) {
      case AGREES -> true;
      case DIFFERS_FROM_ETAG -> {
        if (readTwice && etags.contradictedTwice(reading.info().key().value())) {
          doubt("the ETag (MD5) " + reading.info().etag().value(), reading, journey);
        }
        yield readTwice;
      }
      case DIFFERS_FROM_CHECKSUM -> {
        if (readTwice) {
          doubt("SHA-256 " + reading.info().sha256(), reading, journey);
        }
        yield readTwice;
      }
    };
  }

  private static void doubt(String kept, Reading reading, Journey journey) {
    journey.doubt(
        Causes.of(
            Stage.ORIGIN,
            CauseClass.CORRUPT,
            "the source keeps "
                + kept
                + " with the object but gives bytes of SHA-256 "
                + reading.content().sha256()
                + ", twice; they are protected as they are. Upload the object again"));
  }

  private Agreement agreement(Reading reading) {
    Sha256 kept = reading.info().sha256();
    if (kept != null) {
      return kept.equals(reading.content().sha256())
          ? Agreement.AGREES
          : Agreement.DIFFERS_FROM_CHECKSUM;
    }
    return etags.contradicts(reading.info().etag(), reading.content().md5())
        ? Agreement.DIFFERS_FROM_ETAG
        : Agreement.AGREES;
  }

  private Read.Found again(ObjectKey key, Journey journey) {
    journey.enter(Stage.ORIGIN);
    if (origin.get(key, null) instanceof Read.Found found) {
      return found;
    }
    throw new CopyFailure(
        Stage.ORIGIN,
        CauseClass.CORRUPT,
        "the bytes read were not those the source says it holds, and then it was gone");
  }
}
