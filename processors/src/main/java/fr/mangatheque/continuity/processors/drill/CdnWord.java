package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.storage.ObjectKey;
import java.util.Collection;
import java.util.Optional;

/** Looks at objects through the CDN. Thread-safe; blocks. */
@FunctionalInterface
public interface CdnWord {
  /** What came of {@code keys} of a source; empty if it is behind no CDN. */
  Optional<DrillReport.Cdn> check(String source, Collection<ObjectKey> keys)
      throws InterruptedException;
}
