package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectDeleter;
import fr.mangatheque.continuity.storage.ObjectReplacer;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.limit.EndpointLimit;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * A bucket, or what is below a prefix of one. The caller sees to it that it is not where a backup
 * is kept.
 */
public final class S3Destination {
  private S3Destination() {}

  /**
   * A bucket whose endpoint nothing is known of yet.
   *
   * @param name as people call it
   * @param limit of its endpoint; kept to for {@link
   *     fr.mangatheque.continuity.storage.limit.Use#RESTORE}
   * @param prefix goes before each key; may be empty
   * @param mayDelete whether extra objects may be deleted
   */
  public static Destination open(
      String name, S3ObjectStore store, EndpointLimit limit, String prefix, boolean mayDelete) {
    throw new UnsupportedOperationException();
  }

  /**
   * A store that is what {@link ObjectStore#traits} say.
   *
   * @param deleter null if nothing may be deleted
   */
  public static Destination of(
      String name,
      ObjectStore store,
      ObjectReplacer replacer,
      @Nullable ObjectDeleter deleter,
      String prefix) {
    throw new UnsupportedOperationException();
  }
}
