package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryName;
import org.jspecify.annotations.Nullable;

/** What the ledger says of a source's newest object. Thread-safe. */
@FunctionalInterface
public interface LedgerWord {
  /** The newest object that the ledger says is protected, canaries aside. May wait for Kafka. */
  Answer newest(String source) throws InterruptedException;

  /** What it says. */
  sealed interface Answer {
    /**
     * It is protected.
     *
     * @param size in bytes
     * @param etag the source's; null where it is not known
     */
    record Protected(ObjectKey key, EntryName.Version entry, long size, @Nullable ETag etag)
        implements Answer {
      public Sha256 sha256() {
        return entry.sha256();
      }
    }

    /** It knows none. */
    record Nothing() implements Answer {}

    /**
     * It cannot tell now.
     *
     * @param why in a sentence
     */
    record Unavailable(String why) implements Answer {}
  }
}
