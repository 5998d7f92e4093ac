package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A worker that lives until it is killed. */
final class WorkerProcess {
  private WorkerProcess() {}

  /** Started by {@link WorkerFixture#startProcess}, which says what the arguments are. */
  public static void main(String[] args) {
    S3ObjectStore origin = store(args[4], "uploads", args[5], args[6]);
    S3ObjectStore backup = store(args[7], "safe", args[8], args[9]).obeying(EndpointTraits.FULL);
    CopySettings settings = settings(Path.of(args[3]));
    new CopyWorker(
            new KafkaConnection(args[0], args[1], Map.of()),
            Topics.of(args[2], WireSerdes.open(Optional.empty())),
            List.of(
                CopyFixture.stores(
                    origin,
                    backup,
                    new EndpointLimits(settings.concurrency(), Map.of(), InstantSource.system()))),
            settings,
            new SimpleMeterRegistry(),
            InstantSource.system(),
            Failpoints.fromProperty())
        .start();
  }

  /** Everything is staged in files, so that a kill leaves some. */
  private static CopySettings settings(Path dir) {
    return new CopySettings(8, 64 << 20, 1024, 1 << 30, dir, 10, 1000, Allowance.DEFAULT);
  }

  private static S3ObjectStore store(String endpoint, String bucket, String id, String secret) {
    return S3ObjectStore.open(
        S3Settings.of(URI.create(endpoint), "us-east-1", bucket, id, secret),
        InstantSource.system());
  }
}
