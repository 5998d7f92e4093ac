package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.processors.canary.CanaryStores;
import fr.mangatheque.continuity.processors.copy.SourceStores;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.LimitedStore;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The origins that a canary may write to, open with its own credentials. */
final class CanaryOrigins implements AutoCloseable {
  /** Without looking first, which would take the right to read. */
  private static final EndpointTraits JUST_WRITE =
      new EndpointTraits(true, false, false, false, Duration.ZERO);

  private final Map<String, ObjectStore> writers = new LinkedHashMap<>();

  private CanaryOrigins() {}

  static CanaryOrigins open(Map<String, S3Settings> settings, InstantSource clock) {
    CanaryOrigins origins = new CanaryOrigins();
    settings.forEach(
        (source, bucket) ->
            origins.writers.put(source, S3ObjectStore.open(bucket, clock).obeying(JUST_WRITE)));
    return origins;
  }

  /**
   * Where the canary of a source goes, within the limits of its endpoints, as a fresh copy does.
   */
  CanaryStores stores(SourceStores source) {
    LimitedReads origin =
        new LimitedReads(source.origin(), source.originLister(), source.originLimit(), Use.COPY);
    LimitedReads backup =
        new LimitedReads(source.backup(), source.backup(), source.backupLimit(), Use.COPY);
    ObjectStore writer = writers.get(source.name());
    return new CanaryStores(
        source.name(),
        origin,
        origin,
        writer == null ? null : new LimitedStore(writer, source.originLimit(), Use.COPY),
        backup,
        backup,
        source.layout());
  }

  @Override
  public void close() {
    writers.values().forEach(ObjectStore::close);
  }
}
