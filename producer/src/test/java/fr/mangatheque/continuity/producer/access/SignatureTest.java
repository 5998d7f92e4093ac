package fr.mangatheque.continuity.producer.access;

import static fr.mangatheque.continuity.producer.access.Showing.BODY;
import static fr.mangatheque.continuity.producer.access.Showing.KEY;
import static fr.mangatheque.continuity.producer.access.Showing.NOW;
import static fr.mangatheque.continuity.producer.access.Showing.OTHER_KEY;
import static fr.mangatheque.continuity.producer.access.Showing.caller;
import static fr.mangatheque.continuity.producer.access.Showing.check;
import static fr.mangatheque.continuity.producer.access.Showing.sender;
import static fr.mangatheque.continuity.producer.access.Showing.senders;
import static fr.mangatheque.continuity.producer.access.Showing.signed;
import static fr.mangatheque.continuity.producer.access.Showing.stranger;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.access.Caller.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  @Test
  void theExampleOfTheSpecificationHolds() {
    // As standard-webhooks' own libraries test themselves.
    WebhookKey key = WebhookKey.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(
            key.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                "{\"test\": 2432232314}".getBytes(UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aSignatureTellsItsSenderOnceTheBodyIsThere() {
    long at = NOW.getEpochSecond();
    String right = WebhookKey.of(KEY).sign("msg_1", String.valueOf(at), BODY);
    try (Senders senders =
        senders(Credential.webhook("render", KEY), Credential.webhook("other", OTHER_KEY))) {
      assertThat(check(senders, signed("msg_1", at, right), BODY)).isEqualTo(sender("render"));
      assertThat(check(senders, signed("msg_1", at, "v1a,abc v1,x= " + right), BODY))
          .isEqualTo(sender("render"));
      assertThat(check(senders, signed("msg_2", at, right), BODY))
          .isEqualTo(stranger(Reason.WRONG_SIGNATURE));
      assertThat(check(senders, signed("msg_1", at + 1, right), BODY))
          .isEqualTo(stranger(Reason.WRONG_SIGNATURE));
      assertThat(check(senders, signed("msg_1", at, right), new byte[0]))
          .isEqualTo(stranger(Reason.WRONG_SIGNATURE));
    }
  }

  @Test
  void whoRepeatsASignedRequestIsTheSameSender() {
    long at = NOW.getEpochSecond();
    String right = WebhookKey.of(KEY).sign("msg_1", String.valueOf(at), BODY);
    try (Senders senders = senders(Credential.webhook("render", KEY))) {
      assertThat(check(senders, signed("msg_1", at, right), BODY)).isEqualTo(sender("render"));
      assertThat(check(senders, signed("msg_1", at, right), BODY)).isEqualTo(sender("render"));
    }
  }

  @ParameterizedTest
  @CsvSource({"-301, false", "-299, true", "299, true", "301, false"})
  void aSignatureHoldsForFiveMinutesEitherWay(long later, boolean holds) {
    long at = NOW.getEpochSecond() + later;
    String right = WebhookKey.of(KEY).sign("msg_1", String.valueOf(at), BODY);
    try (Senders senders = senders(Credential.webhook("render", KEY))) {
      assertThat(check(senders, signed("msg_1", at, right), BODY))
          .isEqualTo(holds ? sender("render") : stranger(Reason.STALE_SIGNATURE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "-1", "1e9", "99999999999999999999"})
  void aTimeThatIsNoneIsMalformed(String timestamp) {
    Map<String, String> headers = signed("msg_1", 0, "v1,x");
    headers.put("webhook-timestamp", timestamp);
    try (Senders senders = senders(Credential.webhook("render", KEY))) {
      assertThat(caller(senders, headers)).isEqualTo(stranger(Reason.MALFORMED));
    }
  }

  @Test
  void whereNobodySignsNoBodyIsReadForASignature() {
    try (Senders senders = senders(Credential.token("symfony", "c2VjcmV0LW9mLW9uZQ"))) {
      assertThat(caller(senders, signed("msg_1", NOW.getEpochSecond(), "v1,x")))
          .isEqualTo(stranger(Reason.WRONG_SIGNATURE));
    }
  }
}
