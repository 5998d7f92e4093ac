package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.drill.Promises.Promise;
import fr.mangatheque.continuity.processors.drill.Verdict.ByLedger;
import fr.mangatheque.continuity.processors.drill.Verdict.BySource;
import fr.mangatheque.continuity.processors.restore.Attempts;
import fr.mangatheque.continuity.processors.restore.Retries;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.EntryLister;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares what was restored with what was promised, and with the source. Thread-safe; blocks. */
final class Comparer {
  /** Between our clock and the backup's. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  /** The source is not what is rehearsed, and may be gone: it is waited for less. */
  private static final Retries OF_SOURCE =
      new Retries(3, Duration.ofMillis(250), Duration.ofSeconds(2));

  private final DrillStores stores;
  private final Promises promises;
  private final EntryLister entries;
  private final Instant began;
  private final Attempts attempts;
  private final Attempts atSource = new Attempts(OF_SOURCE);

  /**
   * @param began when the drill did: what the backup received since may differ
   * @param attempts at the scratch target and the backup
   */
  Comparer(DrillStores stores, Promises promises, Instant began, Attempts attempts) {
    this.stores = stores;
    this.promises = promises;
    this.entries = new EntryLister(stores.backup().lister(), stores.backup().layout());
    this.began = began.minus(CLOCK_TOLERANCE);
    this.attempts = attempts;
  }

  /**
   * What is to be said of an object in the scratch target; empty if it is no longer there.
   *
   * @throws StoreException if the scratch target or the backup could not tell
   */
  Optional<Verdict> compare(ListedObject restored) throws InterruptedException {
    ObjectKey key = stores.scratch().keyOf(restored);
    Optional<Contents> read =
        attempts.of(
            "GET of " + restored.key(),
            () -> Contents.read(stores.scratch().reader(), restored.key()));
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Contents contents = read.get();
    return Optional.of(
        switch (promises.of(stores.source(), key)) {
          case Promise.Held held -> held(key, contents, held);
          case Promise.Removed() -> left(key, contents, "was removed, by the ledger's word");
          case Promise.Unknown() -> left(key, contents, "is unknown to the ledger");
          case Promise.Untold _ -> withSource(key, ByLedger.NOT_TOLD, contents, null);
        });
  }

  private Verdict held(ObjectKey key, Contents contents, Promise.Held held) {
    boolean kept =
        contents.size() == held.size() && contents.sha256().equals(held.entry().sha256());
    return kept
        ? withSource(key, ByLedger.AS_PROMISED, contents, held.entry().etag())
        : left(
            key,
            contents,
            "should have %d bytes with SHA-256 %s, by the ledger's word"
                .formatted(held.size(), held.entry().sha256()));
  }

  /** It is not as the ledger has it by now: right, if it was when the drill began. */
  private Verdict left(ObjectKey key, Contents contents, String promised) {
    if (movedOn(key, contents)) {
      return new Verdict(key, ByLedger.MOVED_ON, BySource.CHANGED, null);
    }
    return new Verdict(
        key,
        ByLedger.BROKEN,
        BySource.UNREAD,
        "it came back with %d bytes with SHA-256 %s and %s"
            .formatted(contents.size(), contents.sha256(), promised));
  }

  private boolean movedOn(ObjectKey key, Contents contents) {
    List<HeldEntry> held = attempts.of("LIST of the entries of " + key, () -> entries.entries(key));
    boolean known = false;
    boolean later = false;
    for (HeldEntry entry : held) {
      if (entry.name() instanceof EntryName.Version version
          && version.sha256().equals(contents.sha256())) {
        known = true;
        later = false;
      } else {
        later |= entry.storedAt().isAfter(began);
      }
    }
    return known && later;
  }

  /**
   * @param etag what the source calls the promised version; null if that is not known
   */
  private Verdict withSource(
      ObjectKey key, ByLedger ledger, Contents restored, @Nullable ETag etag) {
    try {
      return switch (atSource.of("HEAD of " + key, () -> stores.origin().head(key))) {
        case ObjectReader.Look.Absent() -> new Verdict(key, ledger, BySource.GONE, null);
        case ObjectReader.Look.Found(ObjectInfo info) ->
            isUnchanged(info, restored, etag)
                ? withUnchanged(key, ledger, restored, info)
                : new Verdict(key, ledger, BySource.CHANGED, null);
      };
    } catch (StoreException e) {
      // a drill is also for the day on which the source is gone
      return new Verdict(key, ledger, BySource.UNREAD, null);
    }
  }

  private static boolean isUnchanged(ObjectInfo info, Contents restored, @Nullable ETag etag) {
    return etag == null ? info.size() == restored.size() : EntryNames.tag(info.etag()).equals(etag);
  }

  private Verdict withUnchanged(
      ObjectKey key, ByLedger ledger, Contents restored, ObjectInfo seen) {
    Optional<Contents> source =
        atSource.of("GET of " + key, () -> Contents.read(stores.origin(), key));
    if (source.isEmpty() || !source.get().info().etag().equals(seen.etag())) {
      return new Verdict(key, ledger, BySource.CHANGED, null);
    }
    Contents now = source.get();
    if (now.size() == restored.size() && now.sha256().equals(restored.sha256())) {
      return new Verdict(key, ledger, BySource.SAME, null);
    }
    return ledger == ByLedger.NOT_TOLD
        // without the ledger's tag nobody knows whether it is the same version
        ? new Verdict(key, ledger, BySource.CHANGED, null)
        : new Verdict(
            key,
            ledger,
            BySource.DIFFERS,
            "it came back with %d bytes with SHA-256 %s; the source, where it has the same ETag %s, gives %d bytes with SHA-256 %s"
                .formatted(
                    restored.size(), restored.sha256(), seen.etag(), now.size(), now.sha256()));
  }
}
