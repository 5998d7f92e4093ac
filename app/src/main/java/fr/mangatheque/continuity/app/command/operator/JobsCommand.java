package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Jobs;
import fr.mangatheque.continuity.app.operator.answer.Run;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What runs by itself, and when. */
@Command(
    name = "jobs",
    description = {
      "Lists jobs, when they ran last and when they run next. Ends with 0 if the last run of each"
          + " was well, else 5."
    })
final class JobsCommand implements Callable<Integer> {
  @Mixin private Desk desk;

  @Override
  public Integer call() throws Exception {
    Jobs jobs = desk.pipeline().get("/v1/jobs", desk.about(), Jobs.class);
    if (desk.json()) {
      desk.print(jobs);
    } else {
      print(jobs, InstantSource.system().instant());
    }
    boolean failed = jobs.jobs().stream().anyMatch(job -> phase(job.last()).equals(Run.FAILED));
    return failed ? ExitCode.WRONG : Silences.exit(jobs.complete());
  }

  private void print(Jobs jobs, Instant now) {
    Table table =
        new Table("llllll", "SOURCE", "JOB", "SCHEDULE", "NEXT", "LAST", "WHAT CAME OF IT");
    for (Job job : jobs.jobs()) {
      Run running = job.running();
      Run last = job.last();
      table.row(
          job.source(),
          job.job(),
          job.schedule() == null ? "by hand" : job.schedule(),
          running != null ? "running" : Told.in(job.next(), now),
          last == null ? "never" : Told.ago(last.at(), now),
          running != null ? Progress.line(running, now) : outcome(last));
    }
    table.print(desk.out());
    Silences.print(jobs.silences(), desk.out());
  }

  private static String outcome(@Nullable Run last) {
    return last == null
        ? Told.NONE
        : last.phase() + (last.detail().isEmpty() ? "" : ": " + last.detail());
  }

  private static String phase(@Nullable Run run) {
    return run == null ? "" : run.phase();
  }

  @Command(
      name = "run",
      description = {
        "Runs a job now, waits, and says what came of it. Ends with 0 if it succeeded, else 5."
            + " Ctrl-C ends the waiting, not the job."
      })
  int run(
      @Mixin Desk at,
      @Parameters(paramLabel = "JOB", description = "Its name, as continuity jobs lists it.")
          String job,
      @Option(names = "--no-wait", description = "Only begin it.") boolean noWait)
      throws Exception {
    OperatorClient pipeline = at.pipeline();
    String path = "/v1/jobs/" + at.oneSource() + "/" + OperatorClient.encoded(job) + "/runs";
    Run run = pipeline.post(path, Map.of(), Run.class);
    if (noWait) {
      if (at.json()) {
        at.print(run);
      } else {
        at.out().println(run.id() + " was asked for. What becomes of it: continuity jobs");
        at.out().flush();
      }
      return ExitCode.OK;
    }
    Progress progress = new Progress(at.err(), Progress.onTerminal());
    Run ended = new RunWatch(pipeline, progress, InstantSource.system()).untilEnded(run);
    if (at.json()) {
      at.print(ended);
    } else {
      RunText.print(ended, at.out());
    }
    return RunText.exit(ended);
  }
}
