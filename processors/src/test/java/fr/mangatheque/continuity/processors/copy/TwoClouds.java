package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.s3.MultipartSettings;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import fr.mangatheque.continuity.storage.s3.S3Timeouts;
import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.Quirk;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A copier between two S3 servers that can be made to fail. */
final class TwoClouds implements AutoCloseable {
  private static final S3Timeouts IMPATIENT =
      new S3Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5), 1024);

  final S3Server originServer;
  final S3Server backupServer;
  final Bucket origin;
  final Bucket backup;
  final CopyFixture copier;
  private final S3ObjectStore originStore;
  private final S3ObjectStore backupStore;

  TwoClouds(Path dir) {
    this(CopyFixture.settings(dir), EndpointTraits.FULL);
  }

  TwoClouds(CopySettings settings, EndpointTraits traits, Quirk... quirksOfBackup) {
    originServer = S3Server.start();
    backupServer = S3Server.builder().quirks(quirksOfBackup).start();
    origin = originServer.createBucket("uploads");
    backup = backupServer.createBucket("safe");
    originStore = open(originServer, "uploads");
    backupStore = open(backupServer, "safe");
    copier =
        new CopyFixture(originStore, backupStore.obeying(traits), settings, InstantSource.system());
  }

  private static S3ObjectStore open(S3Server server, String bucket) {
    return S3ObjectStore.open(
        S3Settings.of(
                server.endpoint(),
                server.region(),
                bucket,
                server.accessKeyId(),
                server.secretAccessKey())
            .withTimeouts(IMPATIENT)
            .withMultipart(new MultipartSettings(6L << 20, 5L << 20)),
        InstantSource.system());
  }

  @Override
  public void close() {
    copier.close();
    originStore.close();
    backupStore.close();
    originServer.close();
    backupServer.close();
  }
}
