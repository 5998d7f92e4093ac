package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.operator.answer.Backfill;
import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.app.operator.answer.Incident;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Pause;
import fr.mangatheque.continuity.app.operator.answer.ReadBack;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.app.operator.answer.SourceStatus;
import fr.mangatheque.continuity.app.operator.answer.Status;
import fr.mangatheque.continuity.app.operator.answer.Totals;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A status for a person's eyes: a line a source, then what to do. */
final class StatusText {
  private static final List<String> SHOWN = List.of("reconcile", "audit", "scrub", "canary");

  private final Status status;
  private final Instant now;
  private final List<String> notes = new ArrayList<>();

  private StatusText(Status status) {
    this.status = status;
    this.now = status.at();
  }

  static void print(Status status, PrintWriter out) {
    new StatusText(status).print(out);
  }

  /** Whether all that is wrong is that some did not answer. */
  static boolean onlySilent(Status status) {
    List<Incident> incidents = status.incidents();
    return !status.complete()
        && (incidents == null || incidents.isEmpty())
        && status.sources().stream()
            .allMatch(
                source ->
                    source.totals().failing() == 0
                        && source.guard().isEmpty()
                        && source.jobs().stream().noneMatch(StatusText::failed));
  }

  private void print(PrintWriter out) {
    Table table =
        new Table(
            "llrrrrrllll",
            "SOURCE",
            "STATE",
            "OBJECTS",
            "VERSIONS",
            "BYTES",
            "BACKLOG",
            "OLDEST",
            "RECONCILE",
            "AUDIT",
            "SCRUB",
            "CANARY");
    for (SourceStatus source : status.sources()) {
      Totals totals = source.totals();
      table.row(
          source.source(),
          source.state(),
          Told.count(totals.objects()),
          Told.count(totals.versions()),
          Told.bytes(totals.heldBytes()),
          Told.count(totals.backlog()),
          Told.since(source.oldestPending(), now),
          job(source, SHOWN.get(0)),
          job(source, SHOWN.get(1)),
          job(source, SHOWN.get(2)),
          job(source, SHOWN.get(3)));
      note(source);
    }
    table.print(out);
    incidents();
    if (!notes.isEmpty() || !status.silences().isEmpty()) {
      out.println();
    }
    notes.forEach(out::println);
    Silences.print(status.silences(), out);
    if (status.well()) {
      out.println();
      out.println("All is well.");
    }
    out.flush();
  }

  private String job(SourceStatus source, String name) {
    Optional<Job> found = source.jobs().stream().filter(job -> job.job().equals(name)).findFirst();
    if (found.isEmpty()) {
      return Told.NONE;
    }
    Job job = found.get();
    Run running = job.running();
    if (running != null) {
      Long done = running.done();
      Long total = running.total();
      return done == null || total == null ? "running" : "at " + Told.percent(done, total);
    }
    Run last = job.last();
    if (last != null && failed(job)) {
      return "failed " + Told.ago(last.at(), now);
    }
    return Told.ago(job.lastSucceeded(), now);
  }

  private static boolean failed(Job job) {
    Run last = job.last();
    return last != null && last.phase().equals(Run.FAILED);
  }

  private void note(SourceStatus source) {
    String name = source.source();
    for (GuardCase open : source.guard()) {
      notes.add(
          "! %s: the guard holds back %s since %s; nothing is deleted meanwhile. Decide: continuity guard list"
              .formatted(
                  name, Told.count(open.objects(), "deletion"), Told.ago(open.trippedAt(), now)));
    }
    long failing = source.totals().failing();
    if (failing > 0) {
      notes.add(
          "! %s: %s. See: continuity failures --source %s"
              .formatted(
                  name,
                  failing == 1 ? "1 object fails" : Told.count(failing) + " objects fail",
                  name));
    }
    for (Job job : source.jobs()) {
      Run last = job.last();
      if (last != null && failed(job)) {
        notes.add(
            "! %s: %s failed: %s Run it again: continuity jobs run %s --source %s"
                .formatted(name, job.job(), sentence(last.detail()), job.job(), name));
      }
    }
    Pause pause = source.pause();
    if (pause != null) {
      notes.add(
          "- %s: paused by %s %s%s. Go on: continuity resume --source %s"
              .formatted(
                  name,
                  pause.by(),
                  Told.ago(pause.since(), now),
                  pause.reason().isEmpty() ? "" : " (" + pause.reason() + ")",
                  name));
    }
    backfill(name, source.backfill());
    readBack(name, source.readBack());
    if (source.totals().doubted() > 0) {
      notes.add(
          "- %s: %s protected, but not what was announced or kept beside them"
              .formatted(name, Told.count(source.totals().doubted(), "object")));
    }
  }

  private void backfill(String name, Backfill backfill) {
    switch (backfill.step()) {
      case Backfill.WAITING ->
          notes.add(
              "- %s: what it held before has not been looked for yet. Begin: continuity jobs run audit --source %s"
                  .formatted(name, name));
      case Backfill.LISTING, Backfill.COPYING ->
          notes.add(
              "- %s: first backup, %s%s%s"
                  .formatted(
                      name, backfill.step(), progress(backfill), left(backfill.secondsLeft())));
      default -> {
        // Complete: nothing is to be said.
      }
    }
  }

  private void readBack(String name, @Nullable ReadBack readBack) {
    if (readBack != null && readBack.versions() > 0) {
      notes.add(
          "- %s: %s of %s read back within %s, %s of the bytes"
              .formatted(
                  name,
                  Told.percent(readBack.readVersions(), readBack.versions()),
                  Told.count(readBack.versions(), "version"),
                  Told.time(Duration.ofSeconds(readBack.withinSeconds())),
                  Told.percent(readBack.readBytes(), readBack.bytes())));
    }
  }

  private static String progress(Backfill backfill) {
    Long done = backfill.done();
    Long total = backfill.total();
    if (done == null || (total != null && total == 0)) {
      return "";
    }
    return total == null
        ? ": " + Told.count(done, "object")
        : ": "
            + Told.count(done)
            + " of "
            + Told.count(total)
            + " objects, "
            + Told.percent(done, total);
  }

  private static String left(@Nullable Long seconds) {
    return seconds == null ? "" : ", about " + Told.time(Duration.ofSeconds(seconds)) + " left";
  }

  private void incidents() {
    List<Incident> incidents = status.incidents();
    if (incidents == null) {
      notes.add("- incidents are kept by the notifier, which runs in no process that was asked");
      return;
    }
    for (Incident incident : incidents) {
      notes.add(
          "! %s, %s for %s%s. Incident %s"
              .formatted(
                  incident.summary(),
                  incident.severity(),
                  Told.since(incident.openedAt(), now),
                  incident.failing() > 1 ? ", " + Told.count(incident.failing(), "object") : "",
                  incident.id()));
      notes.add("    " + incident.action());
    }
  }

  private static String sentence(String text) {
    return text.isEmpty() || text.endsWith(".") ? text : text + ".";
  }
}
