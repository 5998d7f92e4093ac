package fr.mangatheque.continuity.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8081",
        "https://a.example/x",
        "http://a:1,https://b:2",
        "http://a, http://b"
      })
  void oneOrMoreUrlsAreTaken(String url) {
    assertThat(new RegistrySettings(url, Map.of()).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost:8081", "ftp://a", "http://a:80.", "http://a,", "http:// a"})
  void whatIsNoUrlIsRefused(String url) {
    assertThatThrownBy(() -> new RegistrySettings(url, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://host:8081");
  }

  @Test
  void aRegistryIsWrittenWithUnlessItIsOnlyRead() {
    assertThat(new RegistrySettings("http://a", Map.of()).writes()).isTrue();
    assertThat(new RegistrySettings("http://a", Map.of(), false).writes()).isFalse();
  }

  @Test
  void secretsAreNotShown() {
    Map<String, String> properties = Map.of("basic.auth.user.info", "me:hidden1");
    RegistrySettings settings =
        new RegistrySettings("http://me:hidden2@a:1,http://me:hidden3@b:2", properties);

    assertThat(settings).hasToString("RegistrySettings[url=http://a:1,http://b:2, writes=true]");
  }

  @Test
  void secretsAreNotShownInARefusalEither() {
    assertThatThrownBy(() -> new RegistrySettings("ftp://me:hidden@a", Map.of()))
        .message()
        .doesNotContain("hidden");
  }
}
