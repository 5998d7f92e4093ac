package fr.mangatheque.continuity.producer.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.producer.access.SecretSource;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueSettingsTest {
  private static QueueSettings to(String api, String queueId, Duration visibility) {
    return new QueueSettings(
        "uploads",
        URI.create(api),
        "acct",
        queueId,
        SecretSource.fixed("cf-token-0123456789"),
        visibility,
        100,
        Duration.ofSeconds(5),
        3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.cloudflare.com/client/v4",
        "http://127.0.0.1:8787/client/v4",
        "http://localhost:8787",
        "http://[::1]:8787"
      })
  void theTokenMayBeSentThere(String api) {
    assertThat(QueueSettings.isSafe(URI.create(api))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.cloudflare.com/client/v4",
        "http://127.0.0.1.example.com",
        "ftp://127.0.0.1",
        "https:///client",
        "https://user:password@api.cloudflare.com",
        "https://api.cloudflare.com/?a=b",
        "api.cloudflare.com"
      })
  void theTokenMayNotBeSentThere(String api) {
    assertThat(QueueSettings.isSafe(URI.create(api))).isFalse();
    assertThatThrownBy(() -> to(api, "q", Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "..", "a b", "a?b", "é"})
  void anIdCannotChangeTheAddress(String id) {
    assertThatThrownBy(() -> to("https://api.cloudflare.com", id, Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLeaseIsLongEnoughForKafkaAndNoLongerThanTheQueueGrants() {
    assertThatThrownBy(() -> to("https://a.example", "q", Duration.ofSeconds(29)))
        .hasMessageContaining("visibility");
    assertThatThrownBy(() -> to("https://a.example", "q", Duration.ofHours(13)))
        .hasMessageContaining("visibility");
  }

  @Test
  void theTokenDoesNotShow() {
    assertThat(to("https://a.example", "q", Duration.ofMinutes(1)))
        .asString()
        .doesNotContain("cf-token");
  }
}
