package fr.mangatheque.continuity.app.demo.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3EndpointIT {
  private static final String BUCKET = "a-bucket";

  @TempDir Path directory;

  private final Account owner = Account.create("owner", Account.Rights.ALL);
  private final Account adder = Account.create("adder", Account.Rights.ADD);
  private final Account reader = Account.create("reader", Account.Rights.READ);
  private S3Endpoint endpoint;

  @BeforeEach
  void start() {
    endpoint = new S3Endpoint(directory, BUCKET, List.of(owner, adder, reader));
    endpoint.start();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void whoMayAddMayNotDelete() {
    try (S3Client client = endpoint.access(adder).client()) {
      put(client, "a", "1");

      assertThatThrownBy(() -> client.deleteObject(r -> r.bucket(BUCKET).key("a")))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
      assertThat(read(client, "a")).isEqualTo("1");
    }
    assertThat(endpoint.counts(adder).refused()).isOne();
  }

  @Test
  void whoMayReadMayNotAdd() {
    try (S3Client client = endpoint.access(reader).client()) {
      assertThatThrownBy(() -> put(client, "a", "1"))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void aWrongSecretIsRefused() {
    Account forged = new Account("owner", "not-the-secret", Account.Rights.ALL);
    try (S3Client client = endpoint.access(forged).client()) {
      assertThatThrownBy(() -> put(client, "a", "1"))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void requestsAreCountedByAccount() {
    try (S3Client client = endpoint.access(owner).client()) {
      put(client, "a", "1");
      read(client, "a");
      read(client, "a");
    }

    assertThat(endpoint.counts(owner).puts()).isOne();
    assertThat(endpoint.counts(owner).gets()).isEqualTo(2);
    assertThat(endpoint.counts(owner).gets("a")).isEqualTo(2);
    assertThat(endpoint.counts(owner).gets("b")).isZero();
    assertThat(endpoint.counts(reader).gets()).isZero();
  }

  @Test
  void itComesBackOnItsPortWithAllItHad() {
    try (S3Client client = endpoint.access(owner).client()) {
      put(client, "a", "1");

      endpoint.stop();
      assertThatThrownBy(() -> read(client, "a")).isInstanceOf(SdkClientException.class);
      endpoint.start();

      assertThat(read(client, "a")).isEqualTo("1");
    }
  }

  @Test
  void largeObjectsGoUpInParts() {
    try (S3Client client = endpoint.access(adder).client()) {
      String id = client.createMultipartUpload(r -> r.bucket(BUCKET).key("a")).uploadId();
      String etag =
          client
              .uploadPart(
                  r -> r.bucket(BUCKET).key("a").uploadId(id).partNumber(1),
                  RequestBody.fromString("1"))
              .eTag();
      client.completeMultipartUpload(
          r ->
              r.bucket(BUCKET)
                  .key("a")
                  .uploadId(id)
                  .multipartUpload(u -> u.parts(p -> p.partNumber(1).eTag(etag))));

      assertThat(read(client, "a")).isEqualTo("1");
    }
    assertThat(endpoint.counts(adder).puts()).isOne();
  }

  private static void put(S3Client client, String key, String content) {
    client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private static String read(S3Client client, String key) {
    return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }
}
