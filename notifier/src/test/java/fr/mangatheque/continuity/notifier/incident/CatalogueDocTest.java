package fr.mangatheque.continuity.notifier.incident;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the list of causes in the how-to as the code has it. */
class CatalogueDocTest {
  private static final Path DOC = Path.of("..", "docs", "how-to", "alerts.md");
  private static final String START =
      "<!-- causes: from the catalogue in the code; CatalogueDocTest checks it -->\n";
  private static final String END = "<!-- end of causes -->\n";

  /** With -Dcontinuity.docs=write it writes the list instead. */
  @Test
  void theHowToExplainsEveryCauseAsAlertsDo() throws IOException {
    String doc = Files.readString(DOC);
    int start = doc.indexOf(START) + START.length();
    String current = doc.substring(0, start) + causes() + doc.substring(doc.indexOf(END));
    if ("write".equals(System.getProperty("continuity.docs"))) {
      Files.writeString(DOC, current);
    }

    assertThat(Files.readString(DOC))
        .as("%s is not current: run this test with -Dcontinuity.docs=write", DOC)
        .isEqualTo(current);
  }

  private static String causes() {
    return Arrays.stream(CauseClass.values())
        .map(CatalogueDocTest::section)
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static String section(CauseClass known) {
    Advice advice = Catalogue.advice(new Cause(usual(known), known.name(), null), "*name*");
    return """
    ### %s

    **%s** (%s)

    - It means: %s
    - What to do: %s
    - Once over: %s
    """
        .formatted(
            known,
            advice.summary(),
            advice.severity().name().toLowerCase(Locale.ROOT),
            advice.meaning(),
            advice.action(),
            advice.over());
  }

  /** Where the cause is usually met. */
  private static Stage usual(CauseClass known) {
    return switch (known) {
      case ACCESS_DENIED,
          NO_SUCH_BUCKET,
          REFUSED,
          QUOTA_EXCEEDED,
          CLOCK_SKEW,
          THROTTLED,
          SERVER_ERROR,
          UNREACHABLE,
          TIMEOUT,
          PROTOCOL ->
          Stage.BACKUP;
      case CUT_SHORT, LENGTH_UNKNOWN, CORRUPT, CONTRADICTION, DIFFERS_FROM_ANNOUNCED ->
          Stage.ORIGIN;
      case NOT_KEPT, WRONG_IN_BACKUP -> Stage.VERIFICATION;
      case STAGING_FULL -> Stage.STAGING;
      case NO_ANSWER -> Stage.DISPATCH;
      case UNREADABLE_RECORD -> Stage.DECODING;
      case UNKNOWN_EVENTS -> Stage.INTAKE;
      case DELIVERY_FAILED -> Stage.DELIVERY;
      case MISSED_EVENTS, LISTING_IMPLAUSIBLE -> Stage.SCAN;
      case MASS_DELETION, MASS_OVERWRITE -> Stage.GUARD;
      case LOST_VERSION, BEHIND -> Stage.SCRUB;
      case OVERDUE -> Stage.JOB;
      case ROUND_TRIP_FAILED -> Stage.CANARY;
      case CDN_FAULT, CDN_STALE -> Stage.CDN;
      case DRILL_FAILED, OVER_OBJECTIVE -> Stage.DRILL;
      case INTERNAL, PAUSED -> Stage.PIPELINE;
    };
  }
}
