package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.config.SourceSettings;
import fr.mangatheque.continuity.app.operator.Buckets;
import fr.mangatheque.continuity.processors.copy.SourceStores;
import fr.mangatheque.continuity.processors.scan.ScanSource;
import fr.mangatheque.continuity.producer.intake.HealthCheck;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.Binding;
import fr.mangatheque.continuity.storage.backup.BindingMismatchException;
import fr.mangatheque.continuity.storage.limit.Caps;
import fr.mangatheque.continuity.storage.limit.Endpoint;
import fr.mangatheque.continuity.storage.limit.EndpointLimit;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The buckets of all sources, open. */
final class Sources implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sources.class);

  private final List<Opened> opened = new ArrayList<>();
  private final List<CompletableFuture<Void>> proofs = new ArrayList<>();

  private record Opened(
      String name, S3ObjectStore origin, ProvenBackup backup, SourceSettings settings) {}

  private final EndpointLimits limits;

  private Sources(EndpointLimits limits) {
    this.limits = limits;
  }

  /**
   * Opens them; nothing is asked yet.
   *
   * @param atATime requests an endpoint is given at a time, at most
   */
  static Sources open(Map<String, SourceSettings> settings, int atATime, InstantSource clock) {
    Sources sources = new Sources(new EndpointLimits(atATime, caps(settings.values()), clock));
    settings.forEach((name, source) -> sources.opened.add(open(name, source, clock)));
    return sources;
  }

  private static Map<Endpoint, Caps> caps(Collection<SourceSettings> settings) {
    Map<Endpoint, Caps> caps = new HashMap<>();
    for (SourceSettings source : settings) {
      caps.merge(Endpoint.of(source.origin().endpoint()), source.originCaps(), Caps::and);
      caps.merge(Endpoint.of(source.backup().endpoint()), source.backupCaps(), Caps::and);
    }
    return caps;
  }

  private static Opened open(String name, SourceSettings settings, InstantSource clock) {
    Binding binding =
        new Binding(
            Binding.FORMAT,
            name,
            settings.origin().bucket(),
            settings.origin().endpoint().toString());
    return new Opened(
        name,
        S3ObjectStore.open(settings.origin(), clock),
        new ProvenBackup(
            name, S3ObjectStore.open(settings.backup(), clock), settings.layout(), binding),
        settings);
  }

  /** Begins to probe all backups, side by side, and returns. */
  void startProving() {
    opened.forEach(
        source ->
            proofs.add(
                CompletableFuture.runAsync(() -> prove(source), Thread::startVirtualThread)));
  }

  /**
   * Waits until each backup was probed, or cannot be for now: that one is asked again when it is
   * used.
   *
   * @throws BindingMismatchException if a prefix belongs to another source
   */
  void awaitProven() throws InterruptedException {
    try {
      for (CompletableFuture<Void> proof : proofs) {
        proof.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("A backup could not be probed", e.getCause());
    }
  }

  private static void prove(Opened source) {
    try {
      source.backup().prove();
    } catch (StoreException e) {
      log.atWarn()
          .addKeyValue("source", source.name())
          .setCause(e)
          .log("Backup cannot be probed now and is asked again when something is to be copied");
    }
  }

  List<SourceStores> stores() {
    return opened.stream()
        .map(
            source ->
                SourceStores.of(
                    source.name(),
                    source.origin(),
                    limits.of(source.settings().origin().endpoint()),
                    source.backup(),
                    limits.of(source.settings().backup().endpoint()),
                    source.settings().layout()))
        .toList();
  }

  List<ScanSource> scanSources() {
    return opened.stream()
        .map(
            source ->
                new ScanSource(
                    source.name(),
                    source.origin(),
                    limits.of(source.settings().origin().endpoint()),
                    source.backup(),
                    limits.of(source.settings().backup().endpoint()),
                    source.settings().layout()))
        .toList();
  }

  /** Both buckets of each source, by its name, for a person who waits. */
  Map<String, Buckets> buckets() {
    return opened.stream()
        .collect(Collectors.toMap(Opened::name, source -> buckets(source, source.settings())));
  }

  private Buckets buckets(Opened source, SourceSettings settings) {
    EndpointLimit origin = limits.of(settings.origin().endpoint());
    EndpointLimit backup = limits.of(settings.backup().endpoint());
    return new Buckets(
        new LimitedReads(source.origin(), source.origin(), origin, Use.RESTORE),
        settings.origin().bucket(),
        new LimitedReads(source.backup(), source.backup(), backup, Use.RESTORE),
        settings.backup().bucket(),
        settings.layout());
  }

  /** One for each endpoint, for all who use it. */
  EndpointLimits limits() {
    return limits;
  }

  List<HealthCheck> checks() {
    return opened.stream().map(Sources::check).toList();
  }

  private static HealthCheck check(Opened source) {
    return new Check(
        "backup of " + source.name(), source.backup()::isProven, source.backup()::describe);
  }

  @Override
  public void close() {
    for (Opened source : opened) {
      source.origin().close();
      source.backup().close();
    }
  }
}
