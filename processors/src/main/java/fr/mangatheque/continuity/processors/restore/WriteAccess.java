package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectDeleter;
import fr.mangatheque.continuity.storage.ObjectReplacer;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.limit.EndpointLimit;
import fr.mangatheque.continuity.storage.limit.LimitedOverwriting;
import fr.mangatheque.continuity.storage.limit.LimitedStore;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.s3.EndpointProbe;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Overwriting;
import org.jspecify.annotations.Nullable;

/**
 * A destination's bucket, as it may be written to.
 *
 * @param deleter null if nothing may be deleted
 */
record WriteAccess(ObjectStore store, ObjectReplacer replacer, @Nullable ObjectDeleter deleter) {

  /** How it is found out what an endpoint does. */
  @FunctionalInterface
  interface Proof {
    WriteAccess of(Attempts attempts);
  }

  /** Asks the endpoint; where it may be, what was written for that is deleted again. */
  static WriteAccess probed(
      S3ObjectStore store,
      EndpointLimit limit,
      String probes,
      boolean mayDelete,
      Attempts attempts) {
    S3ObjectStore obedient =
        attempts.of(
            "the probing of the destination",
            () -> store.obeying(EndpointProbe.run(store, probes)));
    S3Overwriting overwriting =
        attempts.of("the probing of the destination", () -> S3Overwriting.probed(obedient, probes));
    if (mayDelete) {
      attempts.of("the removal of probes", () -> removed(obedient, overwriting, probes));
    }
    LimitedOverwriting limited =
        new LimitedOverwriting(overwriting, overwriting, limit, Use.RESTORE);
    return new WriteAccess(
        new LimitedStore(obedient, limit, Use.RESTORE), limited, mayDelete ? limited : null);
  }

  private static boolean removed(S3ObjectStore store, ObjectDeleter deleter, String probes) {
    ListPage page = store.list(ListQuery.firstPage(probes));
    boolean all = true;
    for (ListedObject probe : page.objects()) {
      all &= deleter.delete(probe.key(), probe.etag());
    }
    return all;
  }
}
