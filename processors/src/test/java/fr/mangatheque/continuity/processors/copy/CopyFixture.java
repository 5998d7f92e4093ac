package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.deadletter.RecordDecoder;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryLister;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.staging.Staging;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** A copier over two stores, and what tests ask of it. */
final class CopyFixture implements AutoCloseable {
  static final String SOURCE = "uploads";
  private static final Instant FAR_OFF = Instant.parse("2100-01-01T00:00:00Z");
  static final BackupLayout LAYOUT = new BackupLayout("");

  private final CopySettings settings;
  private final ObjectStore backup;
  private final Staging staging;
  private final EndpointLimits limits;
  private final CopyMetrics metrics = new CopyMetrics(new SimpleMeterRegistry());
  private final Copier copier;
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  CopyFixture(ObjectStore origin, ObjectStore backup, CopySettings settings, InstantSource clock) {
    this.settings = settings;
    this.backup = backup;
    this.staging = Staging.open(settings.staging());
    this.limits = new EndpointLimits(settings.concurrency(), Map.of(), clock);
    this.copier =
        new Copier(
            CopyWorker.states(
                List.of(stores(origin, backup, limits)), settings, staging, Failpoints.NONE, clock),
            new ByteBudget(settings.memoryBudget(), settings.inMemoryUpTo()),
            "worker-1",
            metrics,
            Failpoints.NONE,
            clock);
  }

  /** A source between two stores, each at an endpoint of its own. */
  static SourceStores stores(ObjectStore origin, ObjectStore backup, EndpointLimits limits) {
    return SourceStores.of(
        SOURCE,
        origin,
        limits.of(endpoint("origin")),
        backup,
        limits.of(endpoint("backup")),
        LAYOUT);
  }

  private static URI endpoint(String side) {
    return URI.create("https://" + side + ".example");
  }

  /** Without read-back samples, so that tests count what they mean to. */
  static CopySettings settings(Path dir) {
    return CopySettings.defaults(dir).withReadBack(0, 1_000_000);
  }

  CopyResult copy(CopyRequest request) {
    return copy(request, false).orElseThrow();
  }

  CopyResult copyRedelivered(CopyRequest request) {
    return copy(request, true).orElseThrow();
  }

  private Optional<CopyResult> copy(CopyRequest request, boolean redelivered) {
    long size = request.getSize() == null ? 1 : request.getSize();
    try (Deadline deadline = new Deadline(settings.allowance(), size, timer)) {
      return copier.copy(request, redelivered, size, deadline);
    }
  }

  static CopyRequest.Builder request(String key) {
    return CopyRequest.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setSource(SOURCE)
        .setObjectKey(key)
        .setTask(CopyTask.COPY)
        .setReason(RequestReason.EVENT)
        .setAttempt(1)
        .setDispatchedAt(Instant.EPOCH)
        .setDeadline(FAR_OFF);
  }

  static CopyRequest first(String key) {
    return request(key).build();
  }

  /** A request of a ledger that knows this entry. */
  static CopyRequest next(String key, @Nullable Entry greatest) {
    return request(key).setGreatest(greatest).build();
  }

  static CopyRequest task(CopyTask task, String key, @Nullable Entry greatest) {
    return request(key).setGreatest(greatest).setTask(task).build();
  }

  /** What a worker with this copier shares; nothing of it reaches a broker. */
  CopyContext context(Topics topics, ScheduledExecutorService deadlines, InstantSource clock) {
    return new CopyContext(
        new KafkaConnection("127.0.0.1:1", "worker-1", Map.of()),
        topics,
        settings,
        copier,
        new RecordDecoder<>(topics.copyRequests()),
        new DeadLetters(topics, clock),
        deadlines,
        metrics,
        Failpoints.NONE);
  }

  /** Requests that the endpoint of this side is given at a time. */
  int limit(String side) {
    return limits.of(endpoint(side)).limit();
  }

  /** The names of a key's entries in the backup, in order. */
  List<String> entries(String key) {
    return new EntryLister(backup, LAYOUT)
        .entries(new ObjectKey(key)).stream().map(held -> held.name().format()).toList();
  }

  long freeMemory() {
    return staging.freeMemory();
  }

  long allMemory() {
    return settings.memoryBudget();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    staging.close();
  }
}
