package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.Quirk;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import fr.mangatheque.continuity.testkit.verifier.BucketAddress;
import fr.mangatheque.continuity.testkit.verifier.IncidentLog;
import fr.mangatheque.continuity.testkit.verifier.SourceJournal;
import fr.mangatheque.continuity.testkit.verifier.Verifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;

/** A library, its backup at another store, and who is told: all that is not the pipeline. */
final class FaultSite implements AutoCloseable {
  static final String SOURCE = "uploads";
  static final String TOKEN = "a-token-for-the-faults";
  static final String OPERATOR_TOKEN = "a-token-of-who-is-on-call";

  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
  private static final String LIBRARY = "library";
  private static final String BACKUP = "library-backup";

  private final S3Server originCloud;
  private final S3Server backupCloud;
  private final Bucket origin;
  private final Bucket backup;
  private final SourceJournal journal = new SourceJournal();
  private final IncidentLog incidents = new IncidentLog();
  private final Path directory;

  /**
   * @param seed of faults that strike by chance
   * @param lacking what the backup's store falls short of
   */
  FaultSite(Path directory, long seed, Quirk... lacking) {
    this.directory = directory;
    this.originCloud = S3Server.builder().seed(seed).start();
    this.backupCloud = S3Server.builder().seed(seed + 1).quirks(lacking).start();
    this.origin = originCloud.createBucket(LIBRARY);
    this.backup = backupCloud.createBucket(BACKUP);
  }

  S3Server originCloud() {
    return originCloud;
  }

  S3Server backupCloud() {
    return backupCloud;
  }

  Bucket origin() {
    return origin;
  }

  Bucket backup() {
    return backup;
  }

  SourceJournal journal() {
    return journal;
  }

  IncidentLog incidents() {
    return incidents;
  }

  Verifier verifier() {
    return new Verifier(
        address(originCloud, LIBRARY),
        address(backupCloud, BACKUP),
        journal,
        InstantSource.system());
  }

  private static BucketAddress address(S3Server cloud, String bucket) {
    return new BucketAddress(
        cloud.endpoint(), cloud.region(), bucket, "", cloud.accessKeyId(), cloud.secretAccessKey());
  }

  /**
   * The configuration of one process with a broker in it. No clock fires a job: what a run meets
   * would depend on the time of day.
   */
  Path configuration() throws IOException {
    return configuration("one", "instance-id: one");
  }

  /** The configuration of a process of several, as it differs from the others. */
  Path configuration(String name, String kafka) throws IOException {
    return configuration(name, kafka, "");
  }

  /** The same with {@code more} at its end. */
  Path configuration(String name, String kafka, String more) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        """
        data-dir: data-%s
        kafka: {%s, partitions: 3}
        intake: {port: 0, tokens: [{name: app, token: %s}]}
        operator: {port: 0, tokens: [{name: on-call, token: %s}]}
        guard: {window: 3s}
        jobs:
          reconcile: {schedule: 'off'}
          audit: {schedule: 'off'}
          scrub: {schedule: 'off'}
          canary: {schedule: 'off'}
        notifier:
          after: 2s
          channels:
            people: {type: webhook, url: '%s', secret: '%s'}
        sources:
          %s:
            origin: %s
            backup: %s
        """
                .formatted(
                    name,
                    kafka,
                    TOKEN,
                    OPERATOR_TOKEN,
                    incidents.url(),
                    SECRET,
                    SOURCE,
                    bucket(originCloud, LIBRARY),
                    bucket(backupCloud, BACKUP))
            + more);
  }

  private static String bucket(S3Server cloud, String bucket) {
    URI endpoint = cloud.endpoint();
    return "{endpoint: '%s', region: %s, bucket: %s, access-key-id: '%s', secret-access-key: '%s'}"
        .formatted(endpoint, cloud.region(), bucket, cloud.accessKeyId(), cloud.secretAccessKey());
  }

  @Override
  public void close() {
    originCloud.close();
    backupCloud.close();
    incidents.close();
  }
}
