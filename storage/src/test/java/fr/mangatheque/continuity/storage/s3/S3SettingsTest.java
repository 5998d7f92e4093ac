package fr.mangatheque.continuity.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {
  private static final URI ENDPOINT = URI.create("https://r2.example");

  @Test
  void theSecretIsNotShown() {
    S3Settings settings = S3Settings.of(ENDPOINT, "auto", "library", "id", "very-secret");

    assertThat(settings.toString()).contains("library", "id").doesNotContain("very-secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"r2.example", "ftp://r2.example", "https:/x", "file:///tmp"})
  void anEndpointIsHttp(String endpoint) {
    assertThatThrownBy(() -> S3Settings.of(URI.create(endpoint), "auto", "b", "id", "secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(endpoint);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> S3Settings.of(ENDPOINT, "auto", " ", "id", "secret"))
        .hasMessageContaining("bucket");
    assertThatThrownBy(() -> S3Settings.of(ENDPOINT, "auto", "b", "id", ""))
        .hasMessageContaining("secret access key");
  }

  @Test
  void moreBytesGetMoreTime() {
    S3Timeouts timeouts =
        new S3Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10), 1000);

    assertThat(timeouts.sending(0)).isEqualTo(Duration.ofSeconds(10));
    assertThat(timeouts.sending(5000)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void partsGrowWhereThereWouldBeTooMany() {
    MultipartSettings parts = MultipartSettings.USUAL;

    assertThat(parts.partSizeFor(100L << 20)).isEqualTo(16L << 20);
    assertThat(Math.ceilDiv(5L << 40, parts.partSizeFor(5L << 40))).isLessThanOrEqualTo(10_000);
  }
}
