package fr.mangatheque.continuity.notifier.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant TIME = Instant.ofEpochSecond(1614265330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  private final WebhookSignature signature = new WebhookSignature(Samples.SECRET);

  /** The example that the libraries of Standard Webhooks are tested with. */
  @Test
  void theReferenceExampleIsSignedAsTheReferenceSays() {
    assertThat(signature.sign(ID, TIME, BODY))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() {
    String ours = signature.sign(ID, TIME, BODY);

    assertThat(signature.isValid("v1,AAAA " + ours, ID, TIME, BODY)).isTrue();
  }

  @Test
  void anythingChangedIsNoticed() {
    String ours = signature.sign(ID, TIME, BODY);

    assertThat(signature.isValid(ours, ID + "x", TIME, BODY)).isFalse();
    assertThat(signature.isValid(ours, ID, TIME.plusSeconds(1), BODY)).isFalse();
    assertThat(signature.isValid(ours, ID, TIME, "{}".getBytes(UTF_8))).isFalse();
    assertThat(signature.isValid("", ID, TIME, BODY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64 at all, is it"})
  void whatIsNoSecretIsRefusedWithoutBeingRepeated(String secret) {
    assertThatThrownBy(() -> new WebhookSignature(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("openssl rand")
        .hasMessageNotContaining("c2hvcnQ=")
        .hasMessageNotContaining("is it");
  }
}
