package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.processors.restore.RestoreOptions;
import fr.mangatheque.continuity.processors.restore.RestorePlan;
import fr.mangatheque.continuity.processors.restore.Selection;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a restore would do, for a person who is to agree to it. */
final class PlanText {
  private static final Duration RECENTLY = Duration.ofDays(7);

  private final RestorePlan plan;
  private final RestoreOptions options;
  private final PrintWriter out;

  private PlanText(RestorePlan plan, RestoreOptions options, PrintWriter out) {
    this.plan = plan;
    this.options = options;
    this.out = out;
  }

  /**
   * @param from where the backup is
   */
  static void print(
      RestorePlan plan, RestoreOptions options, String source, String from, PrintWriter out) {
    PlanText text = new PlanText(plan, options, out);
    text.figures(source, from);
    out.println();
    text.whatIsThere();
    text.whatTheBackupTells();
    out.flush();
  }

  private void figures(String source, String from) {
    line("restore of", source + " from " + from);
    line("what", What.told(plan.selection().scope()));
    line("as of", moment(plan.selection()));
    line("to", plan.destination());
    line("wanted", Figures.amount(plan.wanted()));
    line("right already", Figures.amount(plan.right()));
    line("to be written", Figures.amount(plan.toWrite()));
    if (options.deleteExtra()) {
      line("to be deleted", Figures.amount(plan.toDelete()));
    }
    line("requests", "backup " + Figures.requests(plan.backup()));
    line("", "destination " + Figures.requests(plan.destinationRequests()));
    line("time", time());
    line("recovery point", Figures.point(plan.point()));
  }

  private String time() {
    return plan.estimate()
        .map(estimate -> "about " + Told.time(estimate) + ", at the rate just measured")
        .orElse(plan.toWrite().objects() == 0 ? "nothing to write" : "unknown: nothing to measure");
  }

  static String moment(Selection selection) {
    String moment = selection.moment().map(Instant::toString).orElse("the newest of each object");
    Instant since = selection.includeDeletedSince();
    return since == null ? moment : moment + ", with what was deleted since " + since;
  }

  private void whatIsThere() {
    Figures.paragraph(
        out,
        plan.overwritten(),
        "the destination has other bytes, which the backup also holds; they are overwritten.");
    Figures.paragraph(
        out,
        plan.kept(),
        "the destination has other bytes and keeps them, for --overwrite never says so.");
    Figures.paragraph(
        out,
        plan.unprotected(),
        "the destination has bytes that the backup does NOT hold; "
            + (options.discardUnprotected()
                ? "they are LOST where they are overwritten or deleted, for --discard-unprotected"
                    + " says so."
                : "they stay as they are. If nobody needs them: --discard-unprotected."));
    Figures.paragraph(
        out,
        plan.extra(),
        "the destination has them, and the source did not hold them then; " + whatBecomesOfExtra());
    Figures.paragraph(
        out, plan.renamed(), "the destination cannot hold such a name and gets another.");
  }

  private String whatBecomesOfExtra() {
    if (!options.deleteExtra()) {
      return "they stay. To delete them: --delete-extra.";
    }
    return plan.toDelete().equals(plan.extra().amount())
        ? "they are deleted, for --delete-extra says so."
        : Figures.amount(plan.toDelete())
            + " of them are deleted, for --delete-extra says so; the others stay, for the backup"
            + " does not hold their bytes. If nobody needs them: --discard-unprotected.";
  }

  private void whatTheBackupTells() {
    Figures.paragraph(out, plan.impossible(), "CANNOT be restored.");
    Figures.paragraph(out, plan.erased(), "erased on legal request, and not restored.");
    Instant asked = plan.selection().moment().orElse(plan.madeAt());
    Figures.paragraph(
        out,
        plan.deletedRecently(),
        "deleted in the 7 days before, and not restored. If nobody meant that:"
            + " --include-deleted-since "
            + asked.minus(RECENTLY).truncatedTo(ChronoUnit.SECONDS)
            + ".");
    Figures.paragraph(
        out,
        plan.future(),
        "entries dated in the future, for the source's clock is or was ahead; "
            + (plan.selection().asOf() == null
                ? "they count, for no moment was given."
                : "they do not count as of a moment in the past."));
    Figures.paragraph(
        out,
        plan.protectedLater(),
        "the backup received them only after that moment; they are restored all the same.");
  }

  private void line(String name, String value) {
    out.printf("%-15s %s%n", name, value);
  }
}
