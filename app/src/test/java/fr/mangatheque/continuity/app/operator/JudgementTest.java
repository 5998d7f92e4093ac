package fr.mangatheque.continuity.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Side;
import fr.mangatheque.continuity.app.operator.answer.Verification;
import fr.mangatheque.continuity.schemas.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of an object. */
class JudgementTest {
  private static final String SHA = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);
  private static final Known KNOWN =
      new Known("protected", "entry", SHA, 7L, "tag", null, null, null, 1L, null, null);
  private static final Known REMOVED =
      new Known("removed", null, null, null, null, null, null, null, 1L, null, null);

  private static Side side(String tag, @Nullable String kept, @Nullable String read) {
    return new Side("bucket", "name", true, 7L, tag, null, kept, read, null);
  }

  private static Side absent(@Nullable String trouble) {
    return new Side("bucket", "name", false, null, null, null, null, null, trouble);
  }

  private static String verdict(@Nullable Known known, Side origin, @Nullable Side backup) {
    return Judgement.of(new ObjectId("uploads", "key"), known, origin, backup, false).verdict();
  }

  @Test
  void whatAgreesIsTheSame() {
    assertThat(verdict(KNOWN, side("tag", null, null), side("any", SHA, null)))
        .isEqualTo(Verification.SAME);
    assertThat(verdict(KNOWN, side("another", null, SHA), side("any", null, SHA)))
        .isEqualTo(Verification.SAME);
    assertThat(verdict(REMOVED, absent(null), null)).isEqualTo(Verification.SAME);
  }

  @Test
  void whatDiffersAnywhereIsDifferent() {
    Side right = side("any", SHA, null);
    assertThat(verdict(KNOWN, side("another", null, null), right))
        .isEqualTo(Verification.DIFFERENT);
    assertThat(verdict(KNOWN, side("tag", OTHER, null), right)).isEqualTo(Verification.DIFFERENT);
    assertThat(verdict(KNOWN, absent(null), right)).isEqualTo(Verification.DIFFERENT);
    assertThat(verdict(KNOWN, side("tag", null, null), absent(null)))
        .isEqualTo(Verification.DIFFERENT);
    assertThat(verdict(KNOWN, side("tag", null, null), side("any", SHA, OTHER)))
        .isEqualTo(Verification.DIFFERENT);
    assertThat(verdict(REMOVED, side("tag", null, null), null)).isEqualTo(Verification.DIFFERENT);
    assertThat(verdict(null, side("tag", null, null), null)).isEqualTo(Verification.DIFFERENT);
  }

  @Test
  void whatCannotBeAskedIsUnknownUnlessSomethingDiffersAlready() {
    Side away = absent("it does not answer");
    assertThat(verdict(KNOWN, away, side("any", SHA, null))).isEqualTo(Verification.UNKNOWN);
    assertThat(verdict(KNOWN, side("tag", null, null), away)).isEqualTo(Verification.UNKNOWN);
    assertThat(verdict(KNOWN, side("another", null, null), away)).isEqualTo(Verification.DIFFERENT);
    assertThat(verdict(null, absent(null), null)).isEqualTo(Verification.UNKNOWN);
  }
}
