package fr.mangatheque.continuity.producer.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.producer.access.Caller.Reason;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendersTest {
  private static final Instant NOW = Instant.parse("2026-05-24T19:36:44.379Z");
  private static final String KEY = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
  private static final String OTHER_KEY = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";
  private static final byte[] BODY = "{\"key\":\"k\"}".getBytes(UTF_8);

  private static Senders senders(Credential... credentials) {
    return new Senders(List.of(credentials), () -> NOW);
  }

  private static Senders tokens() {
    return senders(
        Credential.token("symfony", "c2VjcmV0LW9mLW9uZQ"),
        Credential.token("importer", "another-long-token"));
  }

  private static Caller caller(Senders senders, Map<String, String> headers) {
    return senders.caller(
        name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of());
  }

  private static Caller authorized(Senders senders, String header) {
    return caller(senders, Map.of("authorization", header));
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static Caller sender(String name) {
    return new Caller.Sender(name, Rights.ALL);
  }

  private static Caller stranger(Reason reason) {
    return new Caller.Stranger(reason);
  }

  @Test
  void aSenderIsToldByItsToken() {
    try (Senders senders = tokens()) {
      assertThat(authorized(senders, "Bearer c2VjcmV0LW9mLW9uZQ")).isEqualTo(sender("symfony"));
      assertThat(authorized(senders, "bearer  another-long-token")).isEqualTo(sender("importer"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer c2VjcmV0LW9mLW9uZ",
        "Bearer c2VjcmV0LW9mLW9uZQx",
        "Bearer C2VJCMV0LW9MLW9UZQ",
        "Bearer symfony",
        "Bearer c2VjcmV0LW9mLW9uZQ another-long-token"
      })
  void anotherTokenIsNobodys(String header) {
    try (Senders senders = tokens()) {
      assertThat(authorized(senders, header)).isEqualTo(stranger(Reason.UNKNOWN_TOKEN));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2VjcmV0LW9mLW9uZQ",
        "Digest username=a",
        "Basic %%%",
        "Basic c2VjcmV0LW9mLW9uZQ"
      })
  void whatCannotBeReadIsSaidToBeSo(String header) {
    try (Senders senders = tokens()) {
      assertThat(authorized(senders, header)).isEqualTo(stranger(Reason.MALFORMED));
    }
  }

  @Test
  void twoTokensAtOnceAreNone() {
    try (Senders senders = tokens()) {
      assertThat(
              senders.caller(
                  _ -> List.of("Bearer c2VjcmV0LW9mLW9uZQ", "Bearer another-long-token")))
          .isEqualTo(stranger(Reason.MALFORMED));
      assertThat(caller(senders, Map.of())).isEqualTo(stranger(Reason.NOTHING_SHOWN));
    }
  }

  @Test
  void aTokenIsAlsoThePasswordOfItsNameOrOfNobody() {
    try (Senders senders = tokens()) {
      assertThat(authorized(senders, basic("symfony:c2VjcmV0LW9mLW9uZQ")))
          .isEqualTo(sender("symfony"));
      assertThat(authorized(senders, basic(":another-long-token"))).isEqualTo(sender("importer"));
      assertThat(authorized(senders, basic("importer:c2VjcmV0LW9mLW9uZQ")))
          .isEqualTo(stranger(Reason.UNKNOWN_TOKEN));
      assertThat(authorized(senders, basic("symfony:"))).isEqualTo(stranger(Reason.UNKNOWN_TOKEN));
    }
  }

  @Test
  void whereNothingIsAskedForAnybodyMaySend() {
    try (Senders open = senders()) {
      assertThat(caller(open, Map.of())).isEqualTo(sender("anyone"));
      assertThat(authorized(open, "Bearer stray")).isEqualTo(sender("anyone"));
    }
  }

  @Test
  void aSenderHasTheRightsOfItsCredential() {
    Rights few = new Rights(new TreeSet<>(Set.of("uploads")), Set.of(ChangeKind.CREATED));
    try (Senders senders =
        senders(Credential.token("symfony", "c2VjcmV0LW9mLW9uZQ").withRights(few))) {
      assertThat(authorized(senders, "Bearer c2VjcmV0LW9mLW9uZQ"))
          .isEqualTo(new Caller.Sender("symfony", few));
      assertThat(few.maySpeakOf("avatars")).isFalse();
      assertThat(few.maySay(ChangeKind.REMOVED)).isFalse();
    }
  }

  private static Map<String, String> signed(String id, long at, String signatures) {
    Map<String, String> headers = new HashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", String.valueOf(at));
    headers.put("webhook-signature", signatures);
    return headers;
  }

  private static Caller check(Senders senders, Map<String, String> headers, byte[] body) {
    return switch (caller(senders, headers)) {
      case Caller.Signed(Signature signature) -> signature.check(body);
      case Caller other -> other;
    };
  }

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
    try (Senders senders = tokens()) {
      assertThat(caller(senders, signed("msg_1", NOW.getEpochSecond(), "v1,x")))
          .isEqualTo(stranger(Reason.WRONG_SIGNATURE));
    }
  }

  @Test
  void aTokenIsReplacedWhileBothAreValidForATime(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("token");
    Files.writeString(file, "the-old-token-of-it\n");
    try (Senders senders = senders(Credential.token("symfony", file))) {
      Files.writeString(file, "the-old-token-of-it\n\n  the-new-token-of-it \n");
      senders.refresh();
      assertThat(authorized(senders, "Bearer the-old-token-of-it")).isEqualTo(sender("symfony"));
      assertThat(authorized(senders, "Bearer the-new-token-of-it")).isEqualTo(sender("symfony"));

      Files.writeString(file, "the-new-token-of-it\n");
      senders.refresh();
      assertThat(authorized(senders, "Bearer the-old-token-of-it"))
          .isEqualTo(stranger(Reason.UNKNOWN_TOKEN));
      assertThat(authorized(senders, "Bearer the-new-token-of-it")).isEqualTo(sender("symfony"));
    }
  }

  @Test
  void aFileThatVanishesOrIsNoTokenLeavesTheLastGoodOne(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("token");
    Files.writeString(file, "the-old-token-of-it");
    try (Senders senders = senders(Credential.token("symfony", file))) {
      for (String broken :
          List.of("", "\n \n", "not a token of any kind", "a".repeat(15), "a".repeat(100_000))) {
        Files.writeString(file, broken);
        senders.refresh();
        assertThat(authorized(senders, "Bearer the-old-token-of-it")).isEqualTo(sender("symfony"));
      }
      Files.delete(file);
      senders.refresh();
      assertThat(authorized(senders, "Bearer the-old-token-of-it")).isEqualTo(sender("symfony"));

      Files.writeString(file, "the-new-token-of-it");
      senders.refresh();
      assertThat(authorized(senders, "Bearer the-new-token-of-it")).isEqualTo(sender("symfony"));
    }
  }

  @Test
  void theTokenOfAnotherIsRefusedWhenAFileChangesAndAtTheStart(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("token");
    Files.writeString(file, "the-old-token-of-it");
    Credential inFile = Credential.token("symfony", file);
    Credential other = Credential.token("importer", "another-long-token");
    try (Senders senders = senders(inFile, other)) {
      Files.writeString(file, "the-new-token-of-it\nanother-long-token\n");
      senders.refresh();
      assertThat(authorized(senders, "Bearer another-long-token")).isEqualTo(sender("importer"));
      assertThat(authorized(senders, "Bearer the-old-token-of-it")).isEqualTo(sender("symfony"));
      assertThat(authorized(senders, "Bearer the-new-token-of-it"))
          .isEqualTo(stranger(Reason.UNKNOWN_TOKEN));

      assertThatThrownBy(() -> senders(inFile, other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'symfony'")
          .hasMessageNotContaining("long-token");
    }
  }

  @Test
  void aSigningKeyIsReplacedToo(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("key");
    Files.writeString(file, KEY);
    long at = NOW.getEpochSecond();
    Credential credential =
        new Credential(
            "render", Credential.Kind.WEBHOOK, new SecretOrigin.InFile(file), Rights.ALL);
    try (Senders senders = senders(credential)) {
      Files.writeString(file, OTHER_KEY);
      senders.refresh();

      String right = WebhookKey.of(OTHER_KEY).sign("msg_1", String.valueOf(at), BODY);
      assertThat(check(senders, signed("msg_1", at, right), BODY)).isEqualTo(sender("render"));
    }
  }

  @Test
  void aSecretThatCannotBeIsRefusedWithoutBeingShown(@TempDir Path directory) {
    assertThatThrownBy(() -> Credential.token("symfony", "pass word"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("symfony")
        .hasMessageNotContaining("pass word");
    assertThatThrownBy(() -> Credential.webhook("render", "whsec_dG9vIHNob3J0"))
        .hasMessageContaining("24 to 64 bytes")
        .hasMessageNotContaining("dG9v");
    assertThatThrownBy(() -> senders(Credential.token("symfony", directory.resolve("none"))))
        .hasMessageContaining("'symfony'")
        .hasMessageContaining("none");
    assertThat(Credential.token("symfony", "c2VjcmV0LW9mLW9uZQ").toString())
        .contains("symfony")
        .doesNotContain("c2VjcmV0LW9mLW9uZQ");
  }
}
