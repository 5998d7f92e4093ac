package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.producer.access.Credential;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeSettingsTest {
  private static final Credential TOKEN = Credential.token("symfony", "c2VjcmV0LW9mLW9uZQ");

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "localhost", "LocalHost"})
  void onThisMachineNoTokenIsNeeded(String host) {
    assertThat(IntakeSettings.of(host, 0, List.of()).loopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "localhost.example.com", "intake"})
  void openToOthersWithoutATokenIsRefused(String host) {
    assertThatThrownBy(() -> IntakeSettings.of(host, 8080, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(host)
        .hasMessageContaining("tokens");
    assertThat(IntakeSettings.of(host, 8080, List.of(TOKEN)).loopback()).isFalse();
  }

  @Test
  void throughAProxyNobodyPostsWithoutAToken() {
    IntakeSettings open = IntakeSettings.of("127.0.0.1", 8080, List.of());

    assertThatThrownBy(() -> open.withProxyHeader("X-Forwarded-Proto"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("proxy")
        .hasMessageContaining("tokens");
    assertThat(
            IntakeSettings.of("127.0.0.1", 8080, List.of(TOKEN))
                .withProxyHeader("X-Forwarded-Proto")
                .proxyHeader())
        .isEqualTo("X-Forwarded-Proto");
  }

  @Test
  void twoSendersCannotShareANameOrASecret() {
    assertThatThrownBy(
            () ->
                IntakeSettings.of(
                    "::1", 0, List.of(TOKEN, Credential.token("symfony", "another-long-token"))))
        .hasMessageContaining("'symfony'");
    assertThatThrownBy(
            () ->
                IntakeSettings.of(
                    "::1", 0, List.of(TOKEN, Credential.token("b", "c2VjcmV0LW9mLW9uZQ"))))
        .hasMessageContaining("'b'")
        .hasMessageNotContaining("c2VjcmV0LW9mLW9uZQ");
  }

  @Test
  void limitsThatCannotBeAreRefused() {
    Duration second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new IntakeSettings("::1", 65536, List.of(), 1, 1, second))
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> new IntakeSettings("::1", 0, List.of(), 0, 1, second))
        .hasMessageContaining("body");
    assertThatThrownBy(() -> new IntakeSettings("::1", 0, List.of(), 1, 0, second))
        .hasMessageContaining("one event");
    assertThatThrownBy(() -> new IntakeSettings("::1", 0, List.of(), 1, 1, Duration.ZERO))
        .hasMessageContaining("100 ms");
    assertThatThrownBy(() -> new IntakeSettings(" ", 0, List.of(), 1, 1, second))
        .hasMessageContaining("host");
  }

  @Test
  void aSecretIsNeverShown() {
    assertThat(IntakeSettings.of("::1", 0, List.of(TOKEN)).toString())
        .contains("symfony")
        .doesNotContain("c2VjcmV0LW9mLW9uZQ");
    assertThatThrownBy(() -> Credential.token("symfony", "pass word"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("symfony")
        .hasMessageNotContaining("pass word");
  }
}
