package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.intake.BearerTokens.Caller;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokensTest {
  private final BearerTokens tokens =
      new BearerTokens(
          List.of(new IntakeToken("symfony", "c2VjcmV0"), new IntakeToken("importer", "other")));

  @Test
  void aSenderIsToldByItsToken() {
    assertThat(tokens.caller(List.of("Bearer c2VjcmV0"))).isEqualTo(new Caller.Sender("symfony"));
    assertThat(tokens.caller(List.of("bearer  other"))).isEqualTo(new Caller.Sender("importer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer c2VjcmV",
        "Bearer c2VjcmV0x",
        "Bearer C2VJCMV0",
        "Basic c2VjcmV0",
        "c2VjcmV0",
        "Bearer symfony"
      })
  void anythingElseIsNobody(String header) {
    assertThat(tokens.caller(List.of(header))).isEqualTo(new Caller.Unknown());
  }

  @Test
  void twoTokensAtOnceAreNone() {
    assertThat(tokens.caller(List.of("Bearer c2VjcmV0", "Bearer other")))
        .isEqualTo(new Caller.Unknown());
    assertThat(tokens.caller(List.of())).isEqualTo(new Caller.Unnamed());
  }

  @Test
  void whereNoneIsAskedForAnybodyMaySend() {
    BearerTokens open = new BearerTokens(List.of());

    assertThat(open.caller(List.of())).isEqualTo(new Caller.Sender("anyone"));
    assertThat(open.caller(List.of("Bearer stray"))).isEqualTo(new Caller.Sender("anyone"));
  }
}
