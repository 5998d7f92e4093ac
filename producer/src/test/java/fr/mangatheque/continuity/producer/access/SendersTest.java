package fr.mangatheque.continuity.producer.access;

import static fr.mangatheque.continuity.producer.access.Showing.authorized;
import static fr.mangatheque.continuity.producer.access.Showing.caller;
import static fr.mangatheque.continuity.producer.access.Showing.sender;
import static fr.mangatheque.continuity.producer.access.Showing.senders;
import static fr.mangatheque.continuity.producer.access.Showing.stranger;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.producer.access.Caller.Reason;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendersTest {
  private static Senders tokens() {
    return senders(
        Credential.token("symfony", "c2VjcmV0LW9mLW9uZQ"),
        Credential.token("importer", "another-long-token"));
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
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
