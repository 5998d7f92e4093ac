package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectKey;
import java.io.IOException;
import java.time.InstantSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What every request to one bucket needs.
 *
 * @param client for listings, uploads in parts and probes
 * @param objects for what is done with each of many objects
 */
record S3Bucket(
    SdkHttpClient http,
    S3Client client,
    ObjectRequests objects,
    S3Settings settings,
    InstantSource clock)
    implements AutoCloseable {
  static final String UNKNOWN_TYPE = "application/octet-stream";

  static S3Bucket open(S3Settings settings, InstantSource clock) {
    SdkHttpClient http = S3Clients.http(settings);
    return new S3Bucket(
        http,
        S3Clients.create(settings, http),
        new ObjectRequests(http, settings, clock),
        settings,
        clock);
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }

  String bucket() {
    return settings.bucket();
  }

  /** Names a request in errors. */
  String name(String operation, ObjectKey key) {
    return operation + " of " + key + " in bucket " + bucket();
  }

  RuntimeException fault(String what, RuntimeException failure) {
    return S3Faults.of(what, failure, clock.instant());
  }

  /** Part of some content as a body; the SDK opens it more than once where it must sign it. */
  static RequestBody body(Content content, long offset, long length) {
    return RequestBody.fromContentProvider(
        () -> {
          try {
            return content.open(offset, length);
          } catch (IOException e) {
            throw new UnreadableContentException(e);
          }
        },
        length,
        UNKNOWN_TYPE);
  }
}
