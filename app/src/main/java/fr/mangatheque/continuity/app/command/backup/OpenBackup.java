package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.Binding;
import fr.mangatheque.continuity.storage.limit.EndpointLimit;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A backup that can be read. It is asked for as of a person who waits. Thread-safe. */
public final class OpenBackup implements AutoCloseable {
  private final BackupPlace place;
  private final BackupLayout layout;
  private final @Nullable Binding binding;
  private final S3ObjectStore store;
  private final EndpointLimits limits;
  private final LimitedReads reads;

  OpenBackup(
      BackupPlace place,
      BackupLayout layout,
      @Nullable Binding binding,
      S3ObjectStore store,
      EndpointLimits limits) {
    this.place = place;
    this.layout = layout;
    this.binding = binding;
    this.store = store;
    this.limits = limits;
    this.reads = reads(store, limits, place);
  }

  static LimitedReads reads(S3ObjectStore store, EndpointLimits limits, BackupPlace place) {
    return new LimitedReads(store, store, limits.of(place.bucket().endpoint()), Use.RESTORE);
  }

  public BackupPlace place() {
    return place;
  }

  public BackupLayout layout() {
    return layout;
  }

  /** What the backup says of itself; empty if its {@code continuity.json} is lost. */
  public Optional<Binding> binding() {
    return Optional.ofNullable(binding);
  }

  /** Each call asks once. */
  public LimitedReads reads() {
    return reads;
  }

  /** Each call asks again where a failure may pass. */
  public PatientReads patientReads() {
    return new PatientReads(reads);
  }

  /** The one limit of an endpoint, the backup's or another. */
  public EndpointLimit limit(URI endpoint) {
    return limits.of(endpoint);
  }

  /** The source, as the backup calls it. */
  public String source() {
    if (binding != null) {
      return binding.source();
    }
    String named = place.source();
    return named == null ? "unknown" : named;
  }

  /** Where it is, as people write it. */
  public String where() {
    return "s3://" + place.bucket().bucket() + "/" + layout.prefix();
  }

  @Override
  public void close() {
    store.close();
  }
}
