package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Some of the objects that were restored, each as likely as any other; no more memory than the
 * sample. Thread-safe.
 */
final class RestoredSample {
  private final int size;
  private final RandomGenerator random;
  private final List<ObjectKey> keys = new ArrayList<>();
  private long seen;

  /**
   * @param random used by one thread at a time
   */
  RestoredSample(int size, RandomGenerator random) {
    this.size = size;
    this.random = random;
  }

  synchronized void add(ObjectKey key) {
    seen++;
    if (keys.size() < size) {
      keys.add(key);
      return;
    }
    long place = random.nextLong(seen);
    if (place < size) {
      keys.set((int) place, key);
    }
  }

  synchronized List<ObjectKey> keys() {
    return List.copyOf(keys);
  }
}
