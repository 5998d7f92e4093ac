package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the ledger promises. Thread-safe; may ask another process. */
public interface Promises {
  /** What it says of one object. */
  Promise of(String source, ObjectKey key) throws InterruptedException;

  /** How the source stands as a whole; empty if that cannot be told now. */
  Optional<Standing> standing(String source) throws InterruptedException;

  /**
   * How a source stands.
   *
   * @param objects that are protected
   * @param bytes of their newest versions
   * @param oldestPending the oldest change that is not protected yet; null if there is none
   */
  record Standing(long objects, long bytes, @Nullable Instant oldestPending) {}

  /** What the ledger says of an object. */
  sealed interface Promise {
    /** The backup is proven to have this, and the source was last seen with it. */
    record Held(EntryName.Version entry, long size) implements Promise {}

    /** The source gave it up. */
    record Removed() implements Promise {}

    /** It never heard of it. */
    record Unknown() implements Promise {}

    /**
     * Nobody can tell now.
     *
     * @param why in a clause
     */
    record Untold(String why) implements Promise {}
  }
}
