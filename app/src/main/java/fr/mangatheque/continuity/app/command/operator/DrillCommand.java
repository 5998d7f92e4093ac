package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Jobs;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.processors.drill.Extent;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A restore that is rehearsed. */
@Command(
    name = "drill",
    subcommands = DrillListCommand.class,
    description = {
      "Rehearses a restore into the scratch target now, by the running pipeline, waits, and says"
          + " what came of it. Ends with 0 if every byte came back within the objectives, else 5."
          + " Ctrl-C ends the waiting, not the drill."
    })
final class DrillCommand implements Callable<Integer> {
  @Mixin private Desk desk;

  @ArgGroup private @Nullable HowMuch howMuch;

  @Option(names = "--no-wait", description = "Only begin it.")
  private boolean noWait;

  /** One or the other. */
  static final class HowMuch {
    @Option(
        names = "--sample",
        paramLabel = "N",
        description = "So many objects, each as likely as any other; without it drills.sample.")
    private @Nullable Integer sample;

    @Option(names = "--all", description = "Everything.")
    private boolean all;
  }

  @Override
  public Integer call() throws Exception {
    HowMuch asked = howMuch;
    Extent extent = asked != null && asked.all ? Extent.ALL : Extent.SAMPLE;
    Map<String, String> amount = amount(asked == null ? null : asked.sample);
    String source = desk.oneSource();
    OperatorClient pipeline = desk.pipeline();
    requireTarget(pipeline, source, extent);
    Run run = pipeline.post("/v1/jobs/" + source + "/" + extent.job() + "/runs", amount, Run.class);
    if (noWait) {
      return begun(run);
    }
    Progress progress = new Progress(desk.err(), Progress.onTerminal());
    Run ended = new RunWatch(pipeline, progress, InstantSource.system()).untilEnded(run);
    if (desk.json()) {
      desk.print(ended);
    } else {
      RunText.print(ended, desk.out());
    }
    return RunText.exit(ended);
  }

  private static Map<String, String> amount(@Nullable Integer sample) {
    if (sample == null) {
      return Map.of();
    }
    if (sample < 1 || sample > 100_000) {
      throw new CommandFailure(ExitCode.USAGE, "a sample has 1 to 100000 objects, not " + sample);
    }
    return Map.of("amount", sample.toString());
  }

  private static void requireTarget(OperatorClient pipeline, String source, Extent extent) {
    Jobs jobs = pipeline.get("/v1/jobs", Map.of("source", source), Jobs.class);
    boolean known = jobs.jobs().stream().map(Job::job).anyMatch(extent.job()::equals);
    if (!known && jobs.complete()) {
      throw new CommandFailure(
          ExitCode.WRONG,
          "the pipeline has no scratch target to drill with: name one in its configuration"
              + " (drills.target) and start it again");
    }
  }

  private int begun(Run run) {
    if (desk.json()) {
      desk.print(run);
    } else {
      desk.out().println(run.id() + " was asked for. What becomes of it: continuity jobs");
      desk.out().flush();
    }
    return ExitCode.OK;
  }
}
