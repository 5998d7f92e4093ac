package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All candidates of a scope: of both listings, or of keys known by name. One thread uses it. */
final class Walkthrough implements Iterator<Candidate>, AutoCloseable {
  private final Iterator<Candidate> candidates;
  private final @Nullable Candidates listings;

  private Walkthrough(Iterator<Candidate> candidates, @Nullable Candidates listings) {
    this.candidates = candidates;
    this.listings = listings;
  }

  /**
   * @param sample the keys of a {@link Scope.Sample}
   */
  static Walkthrough of(
      Scope scope, List<ObjectKey> sample, BackupAccess backup, Destination to, Attempts attempts) {
    return switch (scope) {
      case Scope.OneKey one -> ofKeys(List.of(one.key()));
      case Scope.Sample _ -> ofKeys(sample);
      case Scope.All _, Scope.Prefix _ -> {
        Candidates listings = new Candidates(backup, to, scope, attempts);
        yield new Walkthrough(listings, listings);
      }
    };
  }

  /** Of what was gone through before. */
  static Walkthrough again(List<Candidate> candidates) {
    return new Walkthrough(candidates.iterator(), null);
  }

  private static Walkthrough ofKeys(List<ObjectKey> keys) {
    return new Walkthrough(Candidates.ofKeys(keys), null);
  }

  @Override
  public boolean hasNext() {
    return candidates.hasNext();
  }

  @Override
  public Candidate next() {
    return candidates.next();
  }

  @Override
  public void close() {
    if (listings != null) {
      listings.close();
    }
  }
}
