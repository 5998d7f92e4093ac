package fr.mangatheque.continuity.processors.drill;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.drill.DrillReport.Cdn;
import fr.mangatheque.continuity.processors.drill.DrillReport.Compared;
import fr.mangatheque.continuity.processors.drill.DrillReport.Finding;
import fr.mangatheque.continuity.processors.drill.DrillReport.Measured;
import fr.mangatheque.continuity.processors.drill.DrillReport.Restored;
import fr.mangatheque.continuity.processors.drill.DrillReport.Took;
import java.io.StringReader;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The page of a drill: well-formed, for itself, and readable without seeing its colours. */
class DrillPageTest {
  private static final Instant FIRST = Instant.parse("2025-09-01T02:00:00Z");

  /** Of a year: some went wrong. */
  static List<DrillReport> trend() {
    List<DrillReport> all = new ArrayList<>();
    for (int month = 0; month < 10; month++) {
      Instant at = FIRST.atOffset(ZoneOffset.UTC).plus(Period.ofMonths(month)).toInstant();
      all.add(report(at, month == 3 ? "failed" : month == 6 ? "over-objective" : "passed", month));
    }
    return all;
  }

  private static DrillReport report(Instant at, String outcome, int month) {
    boolean failed = outcome.equals(DrillReport.FAILED);
    long ms = 5_400_000L + month * 900_000L + (outcome.equals("over-objective") ? 20_000_000L : 0);
    return new DrillReport(
        "uploads",
        "uploads/drill@" + at,
        "sample",
        at,
        "manga-scratch/continuity-drill/uploads/",
        outcome,
        "200 of 200 objects came back (41.3 MB) in 3.2 s, 200 as the ledger promises",
        failed ? "DRILL_FAILED" : null,
        new Restored(200, failed ? 198 : 200, 41_300_000, 142.9, 29_500_000),
        new Compared(200, 199, 1, 0, 197, 2, 0, 1, failed ? 2 : 0),
        new Took(1_100, 2_100, 3_400, 900, 600),
        new Measured(ms, 28_800_000L, true),
        new Measured(42_000L, 900_000L, false),
        new Cdn(20, 19, "CDN_STALE", "of 20 objects the CDN gave 19 as the source has them"),
        failed
            ? List.of(
                new Finding(
                    "covers/<script>alert('1')</script>&\u0007.jpg", "it has \"wrong\" bytes"),
                new Finding("pages/12/003.png", "it was not restored: every copy is damaged"))
            : List.of(),
        failed ? 2 : 0);
  }

  private static Document parsed(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setEntityResolver(
        (_, id) -> {
          throw new SAXException("the page loads " + id);
        });
    return builder.parse(new InputSource(new StringReader(page)));
  }

  @Test
  void thePageIsWellFormedAndLoadsNothing() throws Exception {
    List<DrillReport> trend = trend();
    for (DrillReport report : trend) {
      String page = DrillPage.of(report, trend);

      Document document = parsed(page);

      assertThat(page)
          .startsWith("<!DOCTYPE html>")
          .doesNotContain("<script", "<link", "<img", "<iframe", "url(", "@import", "src=", "href=")
          .doesNotContainPattern("https?://");
      assertThat(document.getDocumentElement().getAttribute("lang")).isEqualTo("en");
      assertThat(document.getElementsByTagName("h1").getLength()).isEqualTo(1);
      assertThat(document.getElementsByTagName("title").item(0).getTextContent())
          .isEqualTo("Restore drill of uploads, " + report.at().toString().substring(0, 10));
    }
  }

  @Test
  void theChartHasABarForEachDrillAndSaysTheSameInWords() throws Exception {
    List<DrillReport> trend = trend();

    Document document = parsed(DrillPage.of(trend.getLast(), trend));

    NodeList bars = document.getElementsByTagName("rect");
    assertThat(bars.getLength()).isEqualTo(10);
    assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
        .contains(
            "2025-12-01, a sample, failed: 2 h 15 min by estimate (promised: 8 h 0 min)",
            "2026-03-01, a sample, over objective: 8 h 33 min by estimate");
    assertThat(document.getElementsByTagName("svg").item(0).getAttributes().getNamedItem("role"))
        .satisfies(role -> assertThat(role.getNodeValue()).isEqualTo("img"));
  }

  @Test
  void whatWasWrongIsNamedAsItIs() throws Exception {
    List<DrillReport> trend = trend();

    Document document = parsed(DrillPage.of(trend.get(3), trend.subList(0, 4)));

    assertThat(document.getElementsByTagName("code").item(0).getTextContent())
        .isEqualTo("covers/<script>alert('1')</script>&\\u0007.jpg");
    assertThat(document.getDocumentElement().getTextContent())
        .contains("Failed: not every byte came back", "every copy is damaged", "(CDN_STALE)");
  }

  @Test
  void theFirstDrillHasAPageToo() throws Exception {
    DrillReport only =
        new DrillReport(
            "uploads",
            "uploads/drill-all@" + FIRST,
            "all",
            FIRST,
            "scratch",
            "failed",
            "",
            "UNREACHABLE",
            Restored.NOTHING,
            Compared.NOTHING,
            Took.NOTHING,
            Measured.NOTHING,
            Measured.NOTHING,
            null,
            List.of(),
            0);

    assertThat(parsed(DrillPage.of(only, List.of(only))).getDocumentElement().getTextContent())
        .contains(
            "could not be carried through (UNREACHABLE)",
            "not known",
            "nothing is promised",
            "Not looked at.");
  }
}
