package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.backup.OpenBackup;
import fr.mangatheque.continuity.app.config.CdnOptions;
import fr.mangatheque.continuity.processors.cdn.CdnCheck;
import fr.mangatheque.continuity.processors.cdn.CdnStores;
import fr.mangatheque.continuity.processors.cdn.CdnTally;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether readers get what was restored: some of it, fetched through the CDN and compared
 * byte for byte with the origin.
 *
 * @param base what the URLs of the source's objects begin with
 */
record ThroughCdn(CdnOptions options, URI base, CdnStores stores) {

  /**
   * What was seen.
   *
   * @param cause what is the matter, as incidents name it; null if nothing is
   */
  record Seen(String cdn, long objects, long right, @Nullable String cause, String detail) {}

  /**
   * @return empty if it is not a source's own bucket that is restored to, or no CDN is configured
   */
  static Optional<ThroughCdn> of(OpenBackup backup, Destinations.Opened place) {
    var configuration = backup.place().configuration();
    String source = backup.place().source();
    S3ObjectStore store = place.store();
    S3Place bucket = place.place();
    if (configuration == null || store == null || bucket == null) {
      return Optional.empty();
    }
    if (!bucket.sources().contains(source) || !bucket.prefix().isEmpty()) {
      return Optional.empty();
    }
    CdnOptions options = configuration.cdn();
    return Optional.ofNullable(options.bases().get(source))
        .map(
            base -> {
              LimitedReads origin =
                  new LimitedReads(
                      store, store, backup.limit(bucket.settings().endpoint()), Use.RESTORE);
              return new ThroughCdn(
                  options,
                  base,
                  new CdnStores(source, base, origin, origin, backup.reads(), backup.layout()));
            });
  }

  /** How many objects are looked at. */
  int sample() {
    return options.sample();
  }

  /** Looks at {@code keys}, one after the other. */
  Seen look(List<ObjectKey> keys, InstantSource clock) throws InterruptedException {
    CdnTally tally = new CdnTally();
    try (CdnCheck check = new CdnCheck(stores, options.limit(), options.mayLag(), clock)) {
      for (ObjectKey key : keys) {
        tally.add(check.check(key));
      }
    }
    return new Seen(
        base.toString(),
        tally.objects(),
        tally.right(),
        tally.cause() == null ? null : tally.cause().name(),
        tally.detail());
  }
}
