package fr.mangatheque.continuity.app.command.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.app.operator.answer.AnswerJson;
import fr.mangatheque.continuity.processors.restore.Amount;
import fr.mangatheque.continuity.processors.restore.NamedObjects;
import fr.mangatheque.continuity.processors.restore.RestoreOptions;
import fr.mangatheque.continuity.processors.restore.RestorePlan;
import fr.mangatheque.continuity.processors.restore.RestoreReport;
import fr.mangatheque.continuity.processors.restore.Scope;
import fr.mangatheque.continuity.processors.restore.Selection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Plans and reports as people and scripts read them. */
class TextsTest {
  private static final RestoreOptions USUAL = RestoreOptions.usual(Path.of("/work"));
  private static final Amount SIXTY = new Amount(60, 600);

  private static String printed(Consumer<PrintWriter> printing) {
    StringWriter text = new StringWriter();
    printing.accept(new PrintWriter(text, true));
    return text.toString();
  }

  private static String text(RestorePlan plan, RestoreOptions options) {
    return printed(out -> PlanText.print(plan, options, "uploads", "s3://backup/manga/", out));
  }

  @Test
  void aPlanSaysWhatWhereHowMuchAndHowLong() {
    Selection selection =
        new Selection(new Scope.Prefix("covers/"), Plans.NOW, Plans.NOW.minusSeconds(60));

    assertThat(text(Plans.plan(selection, SIXTY, NamedObjects.NONE), USUAL).lines())
        .contains(
            "restore of      uploads from s3://backup/manga/",
            "what            keys that start with covers/",
            "as of           2026-01-31T15:00:00Z, with what was deleted since"
                + " 2026-01-31T14:59:00Z",
            "to              origin (s3://library/)",
            "wanted          100 objects, 1.0 kB",
            "right already   40 objects, 400 B",
            "to be written   60 objects, 600 B",
            "requests        backup 2 LIST, 60 GET",
            "                destination 1 LIST, 60 PUT",
            "time            about 12s, at the rate just measured",
            "recovery point  newest entry of 2026-01-31T14:55:00Z, 5m before"
                + " 2026-01-31T15:00:00Z")
        .noneMatch(line -> line.startsWith("!"));
  }

  @Test
  void aPlanNamesWhatAPersonMustSeeAndSaysWhatBecomesOfIt() {
    RestorePlan plan =
        Plans.plan(Selection.everything(), SIXTY, Plans.named("a\nb.jpg", "of yesterday"));

    assertThat(text(plan, USUAL))
        .contains("    a\\u000ab.jpg: of yesterday")
        .contains("which the backup also holds; they are overwritten.")
        .contains("that the backup does NOT hold; they stay as they are.")
        .contains("the source did not hold them then; they stay. To delete them: --delete-extra.")
        .contains("CANNOT be restored.")
        .contains("--include-deleted-since 2026-01-24T15:00:00Z.");
    assertThat(text(plan, USUAL.withDiscardUnprotected(true).withDeleteExtra(true)))
        .contains("they are LOST where they are overwritten or deleted")
        .contains("they are deleted, for --delete-extra says so.")
        .contains("to be deleted   1 object, 10 B");
  }

  @Test
  void ofManyOnlyAFewAreShownAndTheFileIsNamedThatHasAll() {
    assertThat(text(Plans.plan(Selection.everything(), SIXTY, Plans.many(1000)), USUAL))
        .contains("! 1,000 objects, 10.0 kB: ")
        .contains("    key-4\n    and 995 more, all in /restore/list.tsv")
        .doesNotContain("key-5");
  }

  @Test
  void theQuestionNamesAllThatIsLost() {
    RestorePlan harmless = Plans.plan(Selection.everything(), SIXTY, NamedObjects.NONE);
    RestorePlan plan = Plans.plan(Selection.everything(), SIXTY, Plans.named("a", ""));

    assertThat(Consent.question(harmless))
        .isEqualTo("Write 60 objects, 600 B, at origin (s3://library/)? [y/N] ");
    assertThat(Consent.question(plan))
        .isEqualTo(
            "Write 60 objects, 600 B (over what is there of 1 object, 10 B), and DELETE 1 object,"
                + " 10 B, and LOSE 1 object, 10 B that no backup holds, at origin"
                + " (s3://library/)? [y/N] ");
  }

  @Test
  void aReportSaysWhatWasRestoredAndHowFast() {
    RestoreReport report = Plans.report(NamedObjects.NONE, null);

    assertThat(printed(out -> ReportText.print(report, null, out)).lines())
        .contains(
            "restored        60 objects, 600.0 kB, each verified",
            "right already   40 objects, 400 B",
            "recovery time   20s (3.0 objects/s, 30.0 kB/s)",
            "All that was asked for is at origin (s3://library/), and right.");
  }

  @Test
  void aReportSaysWhatFailedAndHowToGoOn() {
    RestoreReport failed = Plans.report(Plans.named("a", "no copy is right"), null);
    RestoreReport stopped = Plans.report(NamedObjects.NONE, "it was interrupted");

    assertThat(printed(out -> ReportText.print(failed, null, out)))
        .contains("! 1 object, 10 B: FAILED, so they are not there or not right.")
        .contains("    a: no copy is right")
        .contains("Not all that was asked for is at origin (s3://library/). The same command goes");
    assertThat(printed(out -> ReportText.print(stopped, null, out)))
        .contains("It ended early: it was interrupted. The same command goes on");
  }

  @Test
  void scriptsReadTheSame() throws Exception {
    RestorePlan plan = Plans.plan(Selection.everything(), SIXTY, Plans.named("a", "why"));
    RestoreReport report = Plans.report(NamedObjects.NONE, null);

    JsonNode json =
        new ObjectMapper()
            .readTree(
                AnswerJson.pretty(RestoreAnswer.of("uploads", "s3://b/", plan, report, null)));

    assertThat(json.path("complete").asBoolean()).isTrue();
    assertThat(json.path("plan").path("toWrite").path("objects").asLong()).isEqualTo(60);
    assertThat(json.path("plan").path("extra").path("first").path(0).path("name").asText())
        .isEqualTo("a");
    assertThat(json.path("plan").path("estimatedSeconds").asDouble()).isEqualTo(12);
    assertThat(json.path("report").path("recoverySeconds").asDouble()).isEqualTo(20);
    assertThat(json.path("report").path("restored").path("bytes").asLong()).isEqualTo(600_000);
    assertThat(json.has("asOf")).isFalse();
  }
}
