package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.storage.ObjectKey;
import java.util.Collection;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Looks at objects through the CDN. Thread-safe; blocks. */
@FunctionalInterface
public interface CdnWord {
  /**
   * What came of {@code keys} of a source; empty if it is behind no CDN.
   *
   * @param watch told before each of them how many were looked at
   */
  Optional<DrillReport.Cdn> check(String source, Collection<ObjectKey> keys, LongConsumer watch)
      throws InterruptedException;
}
