package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.processors.restore.RestoreReport;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** What a restore did, for a person's eyes. */
final class ReportText {
  private ReportText() {}

  /**
   * @param cdn what readers get of it; null if that was not looked at
   */
  static void print(RestoreReport report, ThroughCdn.@Nullable Seen cdn, PrintWriter out) {
    out.println();
    line(
        out,
        "restored",
        Figures.amount(report.restored())
            + (report.restored().objects() > 0 ? ", each verified" : ""));
    line(out, "right already", Figures.amount(report.right()));
    if (report.deleted().objects() > 0) {
      line(out, "deleted", Figures.amount(report.deleted()));
    }
    line(
        out,
        "recovery time",
        Told.time(report.took())
            + " ("
            + Figures.rate(report.objectsPerSecond(), report.bytesPerSecond())
            + ")");
    line(out, "recovery point", Figures.point(report.point()));
    line(out, "requests", "backup " + Figures.requests(report.backup()));
    line(out, "", "destination " + Figures.requests(report.destinationRequests()));
    out.println();
    Figures.paragraph(
        out,
        report.failed(),
        "FAILED, so they are not there or not right."
            + (report.damaged().isEmpty()
                ? ""
                : " If no copy of a version is good, see what came before it: continuity ls"
                    + " --versions --prefix KEY, then continuity get KEY --as-of TIME."));
    Figures.paragraph(out, report.skipped(), "left as they are at the destination.");
    Figures.paragraph(out, report.notDeleted(), "extra, and not deleted.");
    Figures.paragraph(
        out,
        report.damaged(),
        "copies in the backup that are damaged; another copy served, where the object has not"
            + " failed. continuity jobs run scrub repairs them.");
    if (cdn != null) {
      out.println(throughCdn(cdn));
    }
    out.println(verdict(report));
    out.flush();
  }

  private static String throughCdn(ThroughCdn.Seen cdn) {
    String seen = "through " + cdn.cdn() + " " + cdn.detail() + ".";
    return cdn.cause() == null
        ? "Looked " + seen
        : "! Looked " + seen + " What is restored is right at the origin: purge the CDN's cache.";
  }

  private static String verdict(RestoreReport report) {
    if (report.complete()) {
      return "All that was asked for is at " + report.destination() + ", and right.";
    }
    String again = " The same command goes on: what is right is not written again.";
    return report
        .endedEarly()
        .map(why -> "It ended early: " + why + (why.endsWith(".") ? "" : ".") + again)
        .orElse("Not all that was asked for is at " + report.destination() + "." + again);
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("%-15s %s%n", name, value);
  }
}
