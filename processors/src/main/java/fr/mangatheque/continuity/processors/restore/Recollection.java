package fr.mangatheque.continuity.processors.restore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plan went by, while that is little: a run that follows at once need not list it all again.
 * Not thread-safe.
 */
final class Recollection {
  /** Entries and objects: some ten megabytes. */
  private static final int MOST = 20_000;

  private final long begun = System.nanoTime();
  private @Nullable List<Candidate> candidates = new ArrayList<>();
  private long weight;

  void add(Candidate candidate) {
    List<Candidate> kept = candidates;
    if (kept == null) {
      return;
    }
    weight += 1 + entries(candidate);
    if (weight > MOST) {
      candidates = null;
    } else {
      kept.add(candidate);
    }
  }

  private static int entries(Candidate candidate) {
    return switch (candidate) {
      case Candidate.Met met when met.meeting().entries() != null ->
          met.meeting().entries().entries().size();
      case Candidate.Unlisted it -> it.entries().entries().size();
      case Candidate.Nameless it -> it.entries().entries().size();
      case Candidate.Met _, Candidate.Beyond _, Candidate.Single _ -> 0;
    };
  }

  /** All of it, if it is no older than that, counted from before the listing began. */
  Optional<List<Candidate>> noOlderThan(Duration age) {
    return System.nanoTime() - begun <= age.toNanos()
        ? Optional.ofNullable(candidates).map(List::copyOf)
        : Optional.empty();
  }
}
