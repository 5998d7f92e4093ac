package fr.mangatheque.continuity.app.demo;

import fr.mangatheque.continuity.app.demo.endpoint.Account;
import fr.mangatheque.continuity.app.demo.endpoint.BucketAccess;
import fr.mangatheque.continuity.app.demo.endpoint.RequestCounts;
import fr.mangatheque.continuity.app.demo.endpoint.S3Endpoint;
import java.util.List;

/**
 * Two clouds that share nothing but this machine. Who comes to them has credentials of their own:
 * the application may do all at the source, the pipeline may only read there and only add to the
 * backup, and observers may only read.
 */
final class Clouds implements AutoCloseable {
  private final Account application = Account.create("application", Account.Rights.ALL);
  private final Account reader = Account.create("continuity-reads", Account.Rights.READ);
  private final Account writer = Account.create("continuity-adds", Account.Rights.ADD);
  private final Account observer = Account.create("observer", Account.Rights.READ);
  private final S3Endpoint origin;
  private final S3Endpoint backup;

  Clouds(Workplace place) {
    origin =
        new S3Endpoint(
            place.of("origin-cloud"), "manga-uploads", List.of(application, reader, observer));
    backup = new S3Endpoint(place.of("backup-cloud"), "manga-backup", List.of(writer, observer));
    origin.start();
    try {
      backup.start();
    } catch (RuntimeException e) {
      origin.close();
      throw e;
    }
  }

  BucketAccess applications() {
    return origin.access(application);
  }

  BucketAccess observedOrigin() {
    return origin.access(observer);
  }

  BucketAccess observedBackup() {
    return backup.access(observer);
  }

  BucketAccess pipelinesOrigin() {
    return origin.access(reader);
  }

  BucketAccess pipelinesBackup() {
    return backup.access(writer);
  }

  /** What the pipeline asked the source for. */
  RequestCounts originRequests() {
    return origin.counts(reader);
  }

  /** What the pipeline asked the backup for. */
  RequestCounts backupRequests() {
    return backup.counts(writer);
  }

  S3Endpoint backup() {
    return backup;
  }

  @Override
  public void close() {
    try (origin) {
      backup.close();
    }
  }
}
