package fr.mangatheque.continuity.app.names;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.connection.TlsFiles;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.Intake;
import fr.mangatheque.continuity.producer.intake.IntakeSettings;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import fr.mangatheque.continuity.testkit.tls.TestCertificate;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.spi.InetAddressResolver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupsTest {
  /** Knows one host. */
  private static final class OneHost implements InetAddressResolver {
    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) {
      return Stream.of(InetAddress.ofLiteral("192.0.2.1"));
    }

    @Override
    public String lookupByAddress(byte[] address) {
      return "one.example";
    }
  }

  @Test
  void allOtherLookupsAreMadeAsEver() throws Exception {
    Resolver resolver = new Resolver(new OneHost());

    assertThat(
            resolver.lookupByName(
                "one.example",
                InetAddressResolver.LookupPolicy.of(InetAddressResolver.LookupPolicy.IPV4)))
        .containsExactly(InetAddress.ofLiteral("192.0.2.1"));
    assertThat(resolver.lookupByAddress(new byte[] {(byte) 192, 0, 2, 1})).isEqualTo("one.example");
    assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
  }

  @Test
  void whoConnectsByTlsIsNotLookedUp(@TempDir Path directory) throws Exception {
    TestCertificate certificate = TestCertificate.make("EC", directory);
    TlsFiles files = new TlsFiles(directory.resolve("cert.pem"), directory.resolve("key.pem"));
    certificate.writeCertificate(files.certificate());
    certificate.writeKey(files.key());
    try (Intake intake = intake(files);
        HttpClient http =
            HttpClient.newBuilder().sslContext(TestCertificate.trusting(certificate)).build()) {
      intake.start();
      long before = Resolver.spared();

      HttpResponse<Void> live =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("https://127.0.0.1:" + intake.port() + "/health/live"))
                  .timeout(Duration.ofSeconds(30))
                  .build(),
              BodyHandlers.discarding());

      assertThat(live.statusCode()).isEqualTo(200);
      assertThat(Resolver.spared()).isGreaterThan(before);
    }
  }

  private static Intake intake(TlsFiles files) {
    return new Intake(
        IntakeSettings.of("127.0.0.1", 0, List.of(Credential.token("app", "a-token-of-16-or-more")))
            .withTls(files),
        KnownSources.named(Set.of("uploads")),
        Topics.of("", WireSerdes.open(Optional.empty())),
        new KafkaConnection("127.0.0.1:1", "test", Map.of()),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        List.of(),
        InstantSource.system());
  }
}
