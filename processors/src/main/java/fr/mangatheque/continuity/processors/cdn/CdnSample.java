package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Which objects are looked at: half of them those that changed last, for caches are stale where
 * something changed; the others any, each as likely as another. One pass, and no more memory than
 * the sample.
 */
final class CdnSample {
  private record Changed(ObjectKey key, Instant at) {}

  private final int size;
  private final RandomGenerator random;
  private final PriorityQueue<Changed> newest =
      new PriorityQueue<>(Comparator.comparing(Changed::at));
  private final List<ObjectKey> any = new ArrayList<>();
  private long seen;

  CdnSample(int size, RandomGenerator random) {
    this.size = size;
    this.random = random;
  }

  /** Takes the listing in; canaries are nobody's to read. */
  Set<ObjectKey> of(Iterator<ListedObject> listing) {
    while (listing.hasNext()) {
      ListedObject object = listing.next();
      if (!object.key().value().startsWith(ObjectId.CANARY_PREFIX)) {
        take(object);
      }
    }
    return chosen();
  }

  private void take(ListedObject object) {
    newest.add(new Changed(object.key(), object.lastModified()));
    if (newest.size() > (size + 1) / 2) {
      newest.remove();
    }
    seen++;
    if (any.size() < size) {
      any.add(object.key());
    } else {
      long place = random.nextLong(seen);
      if (place < size) {
        any.set((int) place, object.key());
      }
    }
  }

  private Set<ObjectKey> chosen() {
    Set<ObjectKey> all = new LinkedHashSet<>();
    newest.forEach(changed -> all.add(changed.key()));
    for (ObjectKey key : any) {
      if (all.size() < size) {
        all.add(key);
      }
    }
    return all;
  }
}
