package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.drill.DrillReport.Compared;
import fr.mangatheque.continuity.schemas.CauseClass;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A report as a page that stands for itself: nothing is loaded from anywhere, it is XML as well as
 * HTML, and reads the same in the dark, in print and aloud.
 */
final class DrillPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --soft: #5c5f66; --line: #d8d9dd;
        --good: #1a7f4b; --bad: #b3261e; --warn: #8a5a00; --fill: #3b6fb5; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e8e8ec; --paper: #17181b; --soft: #a6a9b0;
        --line: #3a3c42; --good: #5fd39a; --bad: #ff8a80; --warn: #f2c063; --fill: #7fa9e0; } }
      body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
        color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2.25rem 0 .5rem; }
      p { margin: .5rem 0; } .soft { color: var(--soft); }
      .verdict { border-left: .4rem solid; padding: .5rem 1rem; margin: 1.25rem 0; }
      .verdict strong { font-size: 1.15rem; } .verdict p { overflow-wrap: anywhere; }
      .verdict.passed { border-color: var(--good); } .verdict.failed { border-color: var(--bad); }
      .verdict.over-objective { border-color: var(--warn); }
      .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .75rem; }
      .card { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
      .card b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
      .over b { color: var(--bad); }
      table { border-collapse: collapse; width: 100%; }
      th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem .35rem 0; text-align: left;
        vertical-align: top; font-weight: normal; overflow-wrap: anywhere; }
      thead th { color: var(--soft); } td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      code { font-family: ui-monospace, monospace; font-size: .9em; }
      svg { width: 100%; height: auto; } svg .grid { stroke: var(--line); }
      svg .axis { fill: var(--soft); font-size: 12px; } svg .mark { fill: var(--ink); font-size: 13px; }
      svg .promise { stroke: var(--ink); stroke-dasharray: 5 4; }
      svg .passed { fill: var(--fill); } svg .failed { fill: var(--bad); } svg .over-objective { fill: var(--warn); }
      """;

  private final DrillReport report;
  private final List<DrillReport> trend;
  private final StringBuilder page = new StringBuilder();

  private DrillPage(DrillReport report, List<DrillReport> trend) {
    this.report = report;
    this.trend = trend;
  }

  /**
   * @param trend past drills and this one, the oldest first
   */
  static String of(DrillReport report, List<DrillReport> trend) {
    return new DrillPage(report, trend).html();
  }

  private String html() {
    String title = "Restore drill of " + report.source() + ", " + day();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    add("<title>%s</title>", Html.escaped(title));
    page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    add("<h1>%s</h1>", Html.escaped(title));
    add(
        "<p class=\"soft\">%s, begun at %s, restored into %s and thrown away again.</p>",
        all() ? "Everything" : "A sample of all objects, each as likely as any other",
        report.at().truncatedTo(ChronoUnit.SECONDS),
        Html.escaped(report.target()));
    verdict();
    cards();
    add(
        "<h2>Trend</h2>\n<p class=\"soft\">Recovery time of the last %d drills%s.</p>",
        trend.size(), all() ? "" : "; of everything by estimate, where a sample was drawn");
    page.append(DrillChart.of(trend));
    figures();
    cdn();
    findings();
    page.append("</main>\n</body>\n</html>\n");
    return page.toString();
  }

  private boolean all() {
    return report.extent().equals(Extent.ALL.word());
  }

  private String day() {
    return report.at().toString().substring(0, 10);
  }

  private void verdict() {
    add(
        "<div class=\"verdict %s\"><strong>%s</strong><p>%s.</p></div>",
        report.outcome(), word(), Html.escaped(capitalised(report.summary())));
  }

  private String word() {
    return switch (report.outcome()) {
      case DrillReport.PASSED -> "Passed: every byte came back, within the objectives";
      case DrillReport.OVER_OBJECTIVE ->
          "Over the objective: every byte came back, but not as was promised";
      default -> failure(String.valueOf(report.cause()));
    };
  }

  private static String failure(String cause) {
    if (cause.equals(CauseClass.DRILL_FAILED.name())) {
      return "Failed: not every byte came back as promised";
    }
    return cause.equals(CauseClass.CDN_FAULT.name()) || cause.equals(CauseClass.CDN_STALE.name())
        ? "Failed: every byte came back, but the CDN does not give what the source has"
        : "Failed: it could not be carried through (" + cause + ")";
  }

  private void cards() {
    page.append("<div class=\"cards\">\n");
    card("Recovery time", report.recoveryTime());
    card("Recovery point", report.recoveryPoint());
    add(
        "<div class=\"card\">Brought back<b>%s</b><span class=\"soft\">of %s objects,"
            + " %s</span></div>",
        Told.count(report.restored().objects()),
        Told.count(report.restored().wanted()),
        Told.bytes(report.restored().bytes()));
    page.append("</div>\n");
  }

  private void card(String what, DrillReport.Measured of) {
    Long ms = of.ms();
    Long objective = of.objectiveMs();
    add(
        "<div class=\"card%s\">%s<b>%s</b><span class=\"soft\">%s%s</span></div>",
        of.over() ? " over" : "",
        what,
        ms == null ? "not known" : Told.time(Duration.ofMillis(ms)),
        of.estimated() ? "of everything, by estimate; " : "",
        objective == null
            ? "nothing is promised"
            : (of.over() ? "over the promised " : "promised: ")
                + Told.time(Duration.ofMillis(objective)));
  }

  private void figures() {
    Compared compared = report.compared();
    page.append("<h2>Figures</h2>\n<table>\n<tbody>\n");
    row("Finding out what to restore", time(report.took().planMs()));
    row("Restoring", time(report.took().restoreMs()));
    row(
        "Throughput",
        String.format(
            Locale.ROOT,
            "%.1f objects/s, %s/s",
            report.restored().objectsPerSecond(),
            Told.bytes((long) report.restored().bytesPerSecond())));
    row("Comparing", time(report.took().compareMs()));
    row("Objects read back and compared byte for byte", Told.count(compared.objects()));
    row("… as the ledger promises", Told.count(compared.asPromised()));
    row("… changed while the drill ran", Told.count(compared.movedOn()));
    row("… of which the ledger could not tell", Told.count(compared.notTold()));
    row("… as the source has them", Told.count(compared.asInSource()));
    row("… of which the source has another version by now", Told.count(compared.sourceChanged()));
    row("… which the source no longer has", Told.count(compared.sourceGone()));
    row("… which the source could not give", Told.count(compared.sourceUnread()));
    row("… with wrong bytes", Told.count(compared.wrong()));
    row("Emptying the scratch target", time(report.took().emptyMs()));
    page.append("</tbody>\n</table>\n");
  }

  private void row(String what, String figure) {
    add("<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td></tr>", what, Html.escaped(figure));
  }

  private static String time(long ms) {
    return Told.time(Duration.ofMillis(ms));
  }

  private void cdn() {
    DrillReport.@Nullable Cdn cdn = report.cdn();
    page.append("<h2>Through the CDN</h2>\n");
    if (cdn == null) {
      page.append("<p>Not looked at.</p>\n");
      return;
    }
    add(
        "<p>%d of %d objects came through the CDN as the source has them%s.</p>",
        cdn.right(),
        cdn.objects(),
        cdn.cause() == null
            ? ""
            : " (" + Html.escaped(cdn.cause()) + "): " + Html.escaped(cdn.detail()));
  }

  private void findings() {
    page.append("<h2>What was wrong</h2>\n");
    if (report.allFindings() == 0) {
      page.append("<p>Nothing.</p>\n");
      return;
    }
    if (report.allFindings() > report.findings().size()) {
      add(
          "<p class=\"soft\">The first %d of %s.</p>",
          report.findings().size(), Told.count(report.allFindings()));
    }
    page.append(
        "<table>\n"
            + "<thead><tr><th scope=\"col\">Object</th><th scope=\"col\">What is"
            + " wrong</th></tr></thead>\n"
            + "<tbody>\n");
    for (DrillReport.Finding finding : report.findings()) {
      add(
          "<tr><td><code>%s</code></td><td>%s</td></tr>",
          Html.escaped(finding.name()), Html.escaped(finding.detail()));
    }
    page.append("</tbody>\n</table>\n");
  }

  private static String capitalised(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private void add(String format, Object... values) {
    page.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
