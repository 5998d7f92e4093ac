package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.processors.restore.VersionFetch.Fetched;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.KeyAsOf;
import fr.mangatheque.continuity.storage.staging.StagingFullException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Keeps a few of the versions that go by, each as likely as any other, and reads them to see how
 * fast the backup is. One thread uses it.
 */
final class RateProbe {
  private static final int MOST = 16;
  private static final long LARGEST = 16 << 20;
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final double NANOS = 1e9;

  private final List<Chosen> chosen = new ArrayList<>();
  private final Random chance = new Random(0);
  private long seen;

  private record Chosen(ObjectKey key, KeyAsOf.Alive alive) {}

  void offer(ObjectKey key, KeyAsOf.Alive alive) {
    if (alive.preferred().size() > LARGEST) {
      return;
    }
    seen++;
    if (chosen.size() < MOST) {
      chosen.add(new Chosen(key, alive));
      return;
    }
    long place = chance.nextLong(seen);
    if (place < MOST) {
      chosen.set((int) place, new Chosen(key, alive));
    }
  }

  /**
   * Reads them all at once; empty if none could be read. Where that was soon done it is done again:
   * the first requests of a process open connections and run code for the first time, and would
   * promise a restore of many objects to take many times as long as it does.
   */
  Optional<Rate> measure(VersionFetch fetch) {
    long start = System.nanoTime();
    Optional<Rate> cold = read(fetch);
    boolean again = chosen.size() == MOST && System.nanoTime() - start < SOON.toNanos();
    return again ? read(fetch).or(() -> cold) : cold;
  }

  private Optional<Rate> read(VersionFetch fetch) {
    long start = System.nanoTime();
    long objects = 0;
    long bytes = 0;
    try (Ahead<Chosen, Long> sizes =
        new Ahead<>(chosen.iterator(), _ -> true, one -> size(fetch, one), MOST)) {
      while (sizes.hasNext()) {
        long size = sizes.next();
        if (size >= 0) {
          objects++;
          bytes += size;
        }
      }
    }
    double seconds = Math.max(1, System.nanoTime() - start) / NANOS;
    return objects == 0
        ? Optional.empty()
        : Optional.of(new Rate(objects / seconds, bytes / seconds));
  }

  /** Below zero where it could not be read: the run will tell why. */
  private static long size(VersionFetch fetch, Chosen one) {
    try {
      return switch (fetch.fetch(one.key(), one.alive())) {
        case Fetched.Found found -> {
          try (var content = found.content()) {
            yield content.size();
          }
        }
        case Fetched.Lost _ -> -1;
      };
    } catch (StoreException | StagingFullException | UncheckedIOException _) {
      return -1;
    }
  }
}
