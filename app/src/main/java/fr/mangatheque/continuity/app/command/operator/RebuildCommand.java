package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Jobs;
import fr.mangatheque.continuity.app.operator.answer.Run;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the ledger anew. */
@Command(
    name = "rebuild",
    description = {
      "Makes a source's ledger anew from what its backup bucket holds. Only needed if Kafka lost"
          + " its records; live traffic may go on. Ctrl-C does not stop it: run this again to go on"
          + " watching."
    })
final class RebuildCommand implements Callable<Integer> {
  private static final String REBUILD = "rebuild";

  @Mixin private Desk desk;

  @Override
  public Integer call() throws Exception {
    OperatorClient pipeline = desk.pipeline();
    String source = desk.oneSource();
    Optional<Run> running = running(pipeline, source);
    if (running.isPresent() && !desk.json()) {
      desk.err().println("It runs already; watching it. Ctrl-C leaves it running.");
    } else if (!desk.json()) {
      desk.err().println("Begun. Ctrl-C leaves it running.");
    }
    desk.err().flush();
    Run watched =
        running.orElseGet(
            () ->
                pipeline.post("/v1/jobs/" + source + "/" + REBUILD + "/runs", Map.of(), Run.class));
    Progress progress = new Progress(desk.err(), Progress.onTerminal());
    Run ended = new RunWatch(pipeline, progress, InstantSource.system()).untilEnded(watched);
    if (desk.json()) {
      desk.print(ended);
    } else {
      RunText.print(ended, desk.out());
    }
    return RunText.exit(ended);
  }

  private static Optional<Run> running(OperatorClient pipeline, String source) {
    return pipeline.get("/v1/jobs", Map.of("source", source), Jobs.class).jobs().stream()
        .filter(job -> job.job().equals(REBUILD))
        .map(Job::running)
        .filter(run -> run != null)
        .findFirst();
  }
}
