package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One key of a source's bucket: what it holds now, dated by a clock of its own. */
final class ModelSource {
  /** Every content has this size, so that a size tells nothing. */
  static final long SIZE = 1000;

  private final Duration clock;
  private @Nullable Held held;

  ModelSource(Duration clock) {
    this.clock = clock;
  }

  record Held(char content, Instant lastModified) {
    Sha256 sha256() {
      return ModelSource.sha256(content);
    }

    ETag etag() {
      return ModelSource.etag(content);
    }
  }

  /** Hashes in an order that is not the order of the contents. */
  static Sha256 sha256(char content) {
    return new Sha256(Integer.toHexString(15 - content % 16).repeat(64));
  }

  static ETag etag(char content) {
    return new ETag("tag-" + content);
  }

  /** Whole seconds, and dated back if the upload took so long. */
  void put(char content, Instant now, Duration uploadTime) {
    held = new Held(content, date(now).minus(uploadTime).truncatedTo(ChronoUnit.SECONDS));
  }

  void remove() {
    held = null;
  }

  @Nullable Held held() {
    return held;
  }

  Instant date(Instant now) {
    return now.plus(clock).truncatedTo(ChronoUnit.SECONDS);
  }
}
