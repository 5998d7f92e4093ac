package fr.mangatheque.continuity.app.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSealTest {
  /** The example of the Standard Webhooks specification's reference libraries. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIMESTAMP = "1614265330";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final Instant NOW = Instant.ofEpochSecond(1614265330).plusSeconds(2);

  private final WebhookSeal seal = new WebhookSeal(SECRET);

  @Test
  void theSpecificationsExampleHolds() {
    assertThat(seal.holds(ID, TIMESTAMP, SIGNATURE, BODY, NOW)).isTrue();
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() {
    assertThat(seal.holds(ID, TIMESTAMP, "v1,AAAA v1a,BBBB " + SIGNATURE, BODY, NOW)).isTrue();
  }

  @Test
  void anotherBodyIsNotBelieved() {
    byte[] other = "{\"test\": 2432232315}".getBytes(StandardCharsets.UTF_8);

    assertThat(seal.holds(ID, TIMESTAMP, SIGNATURE, other, NOW)).isFalse();
  }

  @Test
  void anotherIdOrTimeIsNotBelieved() {
    assertThat(seal.holds("msg_other", TIMESTAMP, SIGNATURE, BODY, NOW)).isFalse();
    assertThat(seal.holds(ID, "1614265331", SIGNATURE, BODY, NOW)).isFalse();
  }

  @Test
  void anotherSecretIsNotBelieved() {
    WebhookSeal other = new WebhookSeal("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");

    assertThat(other.holds(ID, TIMESTAMP, SIGNATURE, BODY, NOW)).isFalse();
  }

  @Test
  void aMessageOfLongAgoIsNotBelieved() {
    assertThat(seal.holds(ID, TIMESTAMP, SIGNATURE, BODY, NOW.plusSeconds(600))).isFalse();
  }

  @Test
  void aMessageWithoutItsHeadersIsNotBelieved() {
    assertThat(seal.holds(null, TIMESTAMP, SIGNATURE, BODY, NOW)).isFalse();
    assertThat(seal.holds(ID, null, SIGNATURE, BODY, NOW)).isFalse();
    assertThat(seal.holds(ID, TIMESTAMP, null, BODY, NOW)).isFalse();
    assertThat(seal.holds(ID, "soon", SIGNATURE, BODY, NOW)).isFalse();
    assertThat(seal.holds(ID, TIMESTAMP, "v1,not base64!", BODY, NOW)).isFalse();
  }
}
