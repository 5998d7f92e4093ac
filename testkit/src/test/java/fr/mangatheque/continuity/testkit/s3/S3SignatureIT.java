package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3SignatureIT {
  private static final String KEY = "ドラ//é +%&=?.png";

  private final S3Server server = S3Server.start();
  private final Bucket bucket = server.createBucket("library");
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void aWrongSecretIsRefused() {
    var forged = new Credential(server.accessKeyId(), "guessed", Set.of());

    S3Exception refused = list(forged);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Sdk.code(refused)).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void anUnknownKeyIsRefused() {
    var unknown = new Credential("AKIANOBODY", "guessed", Set.of());

    assertThat(Sdk.code(list(unknown))).isEqualTo("InvalidAccessKeyId");
  }

  @Test
  void aRevokedKeyIsRefusedUntilItIsAddedAgain() {
    Credential credential = server.credentials().create(Right.values());

    server.credentials().revoke(credential);
    assertThat(Sdk.code(list(credential))).isEqualTo("InvalidAccessKeyId");
    server.credentials().add(credential);

    assertThat(list(credential)).isNull();
  }

  @Test
  void aKeyDoesOnlyWhatItMay() {
    Credential writer = server.credentials().create(Right.READ, Right.WRITE, Right.LIST);
    bucket.put("page", new byte[1]);
    try (S3Client s3 = Sdk.client(server, writer)) {
      s3.putObject(b -> b.bucket("library").key("new"), Sdk.body("new"));

      S3Exception refused =
          catchThrowableOfType(
              S3Exception.class, () -> s3.deleteObject(b -> b.bucket("library").key("page")));

      assertThat(Sdk.code(refused)).isEqualTo("AccessDenied");
      assertThat(bucket.keys()).containsExactly("new", "page");

      server.credentials().restrict(writer, Right.WRITE);
      S3Exception unread =
          catchThrowableOfType(
              S3Exception.class, () -> s3.getObjectAsBytes(b -> b.bucket("library").key("page")));
      assertThat(Sdk.code(unread)).isEqualTo("AccessDenied");
    }
  }

  @Test
  void aMissingKeyIsOnlyToldToWhoMayList() {
    Credential reader = server.credentials().create(Right.READ);
    try (S3Client s3 = Sdk.client(server, reader)) {
      S3Exception refused =
          catchThrowableOfType(
              S3Exception.class, () -> s3.getObjectAsBytes(b -> b.bucket("library").key("none")));

      assertThat(Sdk.code(refused)).isEqualTo("AccessDenied");
    }
  }

  @Test
  void anotherRegionIsRefused() {
    try (S3Client s3 =
        Sdk.client(server, server.credentials().root(), _ -> {}, b -> b.region(Region.EU_WEST_3))) {
      S3Exception refused =
          catchThrowableOfType(S3Exception.class, () -> s3.listObjectsV2(b -> b.bucket("library")));

      assertThat(Sdk.code(refused)).isEqualTo("AuthorizationHeaderMalformed");
    }
  }

  @Test
  void aRequestWithoutASignatureIsRefused() throws Exception {
    HttpResponse<String> answer = send(server.endpoint().resolve("/library/page"), _ -> {});

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
    assertThat(answer.headers().firstValue("Date")).isPresent();
    assertThat(answer.headers().firstValue("x-amz-request-id")).isPresent();
  }

  @Test
  void aPresignedAddressServesUntilItExpires() throws Exception {
    bucket.put(KEY, "page".getBytes(UTF_8));
    URI address = Sdk.presignedGet(server, "library", KEY, Duration.ofMinutes(5));

    HttpResponse<String> served = send(address, _ -> {});
    server.faults().shiftClock(Duration.ofMinutes(6));
    HttpResponse<String> expired = send(address, _ -> {});

    assertThat(served.body()).isEqualTo("page");
    assertThat(expired.statusCode()).isEqualTo(403);
    assertThat(expired.body()).contains("Request has expired");
  }

  @Test
  void aPresignedAddressHoldsForItsKeyOnly() throws Exception {
    bucket.put("page", "page".getBytes(UTF_8));
    bucket.put("pagf", "other".getBytes(UTF_8));
    URI address = Sdk.presignedGet(server, "library", "page", Duration.ofMinutes(5));

    HttpResponse<String> answer =
        send(URI.create(address.toString().replace("/page?", "/pagf?")), _ -> {});

    assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void headersOfAmazonMustBeSigned() throws Exception {
    bucket.put("page", "page".getBytes(UTF_8));
    URI address = Sdk.presignedGet(server, "library", "page", Duration.ofMinutes(5));

    HttpResponse<String> answer =
        send(address, request -> request.header("x-amz-checksum-mode", "ENABLED"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("not signed");
  }

  private HttpResponse<String> send(URI address, Consumer<HttpRequest.Builder> more)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    more.accept(request);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private S3Exception list(Credential credential) {
    try (S3Client s3 = Sdk.client(server, credential)) {
      return catchThrowableOfType(
          S3Exception.class, () -> s3.listObjectsV2(b -> b.bucket("library")));
    }
  }
}
