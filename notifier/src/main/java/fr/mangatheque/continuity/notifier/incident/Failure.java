package fr.mangatheque.continuity.notifier.incident;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An object that fails of a cause.
 *
 * @param ripeAt when it will have failed for long enough to open an incident; null once that was
 *     looked at
 * @param clearsAt when it counts as cleared if not raised again until then
 */
record Failure(Instant since, @Nullable Instant ripeAt, @Nullable Instant clearsAt) {
  /** When to look at it next. */
  Optional<Instant> due() {
    return Stream.of(Optional.ofNullable(ripeAt), Optional.ofNullable(clearsAt))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  boolean isRipe(Instant now) {
    return ripeAt != null && !now.isBefore(ripeAt);
  }

  /** Whether it has ended by itself, and before it was ripe. */
  boolean isOver(Instant now) {
    return clearsAt != null
        && !now.isBefore(clearsAt)
        && (ripeAt == null || !ripeAt.isBefore(clearsAt));
  }

  Failure lookedAt() {
    return new Failure(since, null, clearsAt);
  }
}
