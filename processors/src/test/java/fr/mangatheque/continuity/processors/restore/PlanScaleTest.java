package fr.mangatheque.continuity.processors.restore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.store.ForwardingStore;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan and a run over more than anyone would keep: both listings exist only page by page. With
 * {@code -Drestore.versions=5000000} and a small heap it shows that nothing is kept.
 */
class PlanScaleTest {
  private static final long VERSIONS = Long.getLong("restore.versions", 40_000);
  private static final int VERSIONS_A_KEY = 2;
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-06-15T12:00:00Z"));
  private static final ETag TAG = new ETag("0123456789abcdef0123456789abcdef");
  private static final String ENTRY =
      "~" + "0123456789abcdef".repeat(4) + "~0123456789abcdef0123456789abcdef";

  @Test
  void keysOfAnyNumberAreMetInBothListings(@TempDir Path work) {
    long keys = VERSIONS / VERSIONS_A_KEY;
    BackupLayout layout = new BackupLayout("");
    MemoryObjectStore nothing = new MemoryObjectStore(CLOCK);
    ObjectLister backup = query -> page(query, layout.objects(), keys, VERSIONS_A_KEY);
    ObjectLister target = query -> page(query, "", keys, 0);
    try (Restore restore =
        new Restore(
            new BackupAccess(nothing, backup, layout),
            S3Destination.of("target", listed(nothing, target), nothing, null, ""),
            RestoreOptions.usual(work),
            CLOCK)) {

      RestorePlan plan = restore.plan(Selection.everything(), PlanWatch.NONE);
      RestoreReport report = restore.run(plan, RestoreWatch.NONE);

      assertThat(plan.wanted().objects()).isEqualTo(keys);
      assertThat(plan.right().objects()).isEqualTo(keys);
      assertThat(plan.extra().isEmpty()).isTrue();
      assertThat(report.right().objects()).isEqualTo(keys);
      assertThat(report.complete()).isTrue();
    }
  }

  /** With no entries a key is an object, else each entry of it is one. */
  private static ListPage page(ListQuery query, String prefix, long keys, int entries) {
    if (!query.prefix().equals(prefix)) {
      return new ListPage(List.of(), null);
    }
    int each = Math.max(1, entries);
    long first = query.continuation() == null ? 0 : Long.parseLong(query.continuation());
    List<ListedObject> objects = new ArrayList<>();
    long next = first;
    for (; next < keys * each && objects.size() < query.limit(); next++) {
      String key = "%sscans/%09d.webp".formatted(prefix, next / each);
      String name = entries == 0 ? key : key + "/2026010%dT000000.000Z".formatted(next % each + 1);
      objects.add(
          new ListedObject(
              new ObjectKey(entries == 0 ? name : name + ENTRY), 1000, TAG, Instant.EPOCH));
    }
    return new ListPage(objects, next < keys * each ? Long.toString(next) : null);
  }

  /** A store of which only the listing is another. */
  private static ObjectStore listed(ObjectStore store, ObjectLister lister) {
    return new ForwardingStore(store) {
      @Override
      public ListPage list(ListQuery query) {
        return lister.list(query);
      }
    };
  }
}
