package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what is asked of a store. Thread-safe. */
final class RequestCount {
  private final LongAdder lists = new LongAdder();
  private final LongAdder heads = new LongAdder();
  private final LongAdder gets = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder deletes = new LongAdder();

  Requests soFar() {
    return new Requests(lists.sum(), heads.sum(), gets.sum(), puts.sum(), deletes.sum());
  }

  void put() {
    puts.increment();
  }

  void deletion() {
    deletes.increment();
  }

  BackupAccess counting(BackupAccess backup) {
    return new BackupAccess(counting(backup.reader()), counting(backup.lister()), backup.layout());
  }

  ObjectLister counting(ObjectLister lister) {
    return query -> listed(lister, query);
  }

  private ListPage listed(ObjectLister lister, ListQuery query) {
    lists.increment();
    return lister.list(query);
  }

  ObjectReader counting(ObjectReader reader) {
    return new ObjectReader() {
      @Override
      public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
        gets.increment();
        return reader.get(key, unlessMatching);
      }

      @Override
      public Look head(ObjectKey key) {
        heads.increment();
        return reader.head(key);
      }
    };
  }
}
