package fr.mangatheque.continuity.producer.intake;

import static fr.mangatheque.continuity.producer.intake.IntakeServer.EVENT;
import static fr.mangatheque.continuity.producer.intake.IntakeServer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.connection.TlsFiles;
import fr.mangatheque.continuity.testkit.tls.TestCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The intake over TLS. */
class IntakeTlsIT {
  private static TestKafka kafka;

  @TempDir private Path directory;
  private TlsFiles files;

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = new TestKafka();
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  @BeforeEach
  void name() {
    files = new TlsFiles(directory.resolve("cert.pem"), directory.resolve("key.pem"));
  }

  private TestCertificate certificate(String algorithm) throws Exception {
    TestCertificate made = TestCertificate.make(algorithm, directory);
    made.writeCertificate(files.certificate());
    made.writeKey(files.key());
    return made;
  }

  private IntakeServer server(UnaryOperator<IntakeSettings> change) throws Exception {
    return IntakeServer.start(kafka, List.of(Credential.token("symfony", SECRET)), change);
  }

  private static HttpResponse<String> post(IntakeServer server, TestCertificate... trusted)
      throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder().sslContext(TestCertificate.trusting(trusted)).build()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/v1/events"))
              .timeout(Duration.ofSeconds(30))
              .header("Authorization", "Bearer " + SECRET)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(EVENT))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static X509Certificate shown(HttpResponse<?> response) throws Exception {
    return (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void anEventIsTakenOverTls(String algorithm) throws Exception {
    TestCertificate certificate = certificate(algorithm);
    try (IntakeServer server = server(settings -> settings.withTls(files))) {
      HttpResponse<String> response = post(server, certificate);

      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(shown(response)).isEqualTo(certificate.certificate());
      assertThat(server.published()).hasSize(1);
      assertThat(server.gauge("continuity.intake.certificate.expires"))
          .isEqualTo(certificate.certificate().getNotAfter().toInstant().getEpochSecond());
    }
  }

  @Test
  void aRenewedCertificateIsUsedWithoutARestart() throws Exception {
    TestCertificate before = certificate("EC");
    try (IntakeServer server = server(settings -> settings.withTls(files))) {
      assertThat(post(server, before).statusCode()).isEqualTo(202);

      Files.writeString(files.certificate(), "half written");
      TestCertificate after = certificate("EC");
      await().until(() -> shown(post(server, before, after)).equals(after.certificate()));
      assertThatThrownBy(() -> post(server, before)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void filesThatGoWrongLeaveTheCertificateInForce() throws Exception {
    TestCertificate certificate = certificate("EC");
    try (IntakeServer server = server(settings -> settings.withTls(files))) {
      Files.delete(files.key());
      Files.writeString(files.certificate(), "nothing of the kind");

      // Longer than it takes to look at them.
      await()
          .during(Duration.ofMillis(2500))
          .atMost(Duration.ofSeconds(30))
          .until(() -> post(server, certificate).statusCode() == 202);
    }
  }

  @Test
  void whoSpeaksNoTlsOrStopsInTheMiddleOfItIsClosed() throws Exception {
    TestCertificate certificate = certificate("EC");
    ConnectionLimits hasty =
        new ConnectionLimits(100, Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 20);
    try (IntakeServer server = server(settings -> settings.withTls(files).withConnections(hasty));
        RawClient silent = new RawClient(server.port());
        RawClient plain = new RawClient(server.port());
        RawClient half = new RawClient(server.port())) {
      plain.write("GET /metrics HTTP/1.1\r\nHost: intake\r\n\r\n");
      half.write(new byte[] {0x16, 3, 1, 2, 0, 1, 0});

      assertThat(silent.rest()).isEmpty();
      assertThat(plain.rest()).doesNotContain("HTTP/1.1 200");
      assertThat(half.rest()).isEmpty();
      assertThat(post(server, certificate).statusCode()).isEqualTo(202);
      await().until(() -> server.gauge("continuity.intake.connections") == 0);
    }
  }

  @Test
  void aWrongFileIsAClearErrorAtTheStart() throws Exception {
    certificate("EC");
    TestCertificate.make("EC", directory).writeKey(files.key());

    assertThatThrownBy(() -> server(settings -> settings.withTls(files)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("key.pem is not that of the certificate");
  }

  @Test
  void aProcessThatIsNotTrustedIsToldFromOneThatIsAway() throws Exception {
    certificate("EC");
    try (IntakeServer owner = server(settings -> settings.withTls(files));
        IntakeServer asked =
            IntakeServer.start(
                kafka,
                List.of(Credential.token("symfony", SECRET)),
                UnaryOperator.identity(),
                new Offer(
                    true,
                    _ ->
                        new ObjectLookup.Answer.At(
                            URI.create("https://127.0.0.1:" + owner.port()), true)));
        IntakeClient client = asked.client()) {
      IntakeClient.Reply reply = client.get("/v1/objects/uploads/a");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.json().path("detail").asText())
          .contains("127.0.0.1:" + owner.port(), "certificate is not trusted", "trustStore");
    }
  }

  @Test
  void aTokenThatCameToTheProxyWithoutTlsIsCounted() throws Exception {
    try (IntakeServer server = server(settings -> settings.withProxyHeader("X-Forwarded-Proto"));
        IntakeClient client = server.client()) {
      HttpRequest secure =
          client.request("/v1/events").header("X-Forwarded-Proto", "https").build();
      HttpRequest plain = client.request("/v1/events").header("X-Forwarded-Proto", "http").build();

      client.send(secure);
      assertThat(server.counted("continuity.intake.requests.plain")).isZero();
      client.send(plain);
      client.get("/v1/events");
      assertThat(server.counted("continuity.intake.requests.plain")).isEqualTo(2);
    }
  }
}
