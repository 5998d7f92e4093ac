package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Run;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Waits until a run of a job has ended. */
final class RunWatch {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(60);

  private final OperatorClient pipeline;
  private final Progress progress;
  private final InstantSource clock;

  RunWatch(OperatorClient pipeline, Progress progress, InstantSource clock) {
    this.pipeline = pipeline;
    this.progress = progress;
    this.clock = clock;
  }

  /** How {@code run} ended; to interrupt this does not end the run. */
  Run untilEnded(Run run) {
    long begin = System.nanoTime();
    String path = path(run.id());
    Run now = run;
    while (!now.ended()) {
      if (now.phase().equals(Run.REQUESTED)
          && System.nanoTime() - begin > BEGINS_WITHIN.toNanos()) {
        progress.end();
        throw new CommandFailure(
            ExitCode.WRONG,
            "nobody has begun "
                + run.id()
                + " for "
                + Told.time(BEGINS_WITHIN)
                + ". Is there such a job? continuity jobs lists them; continuity status tells"
                + " whether all processes answer");
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailure(ExitCode.FAILED, "no longer watched; the run goes on");
      }
      now = pipeline.get(path, Map.of(), Run.class);
      progress.show(now, clock.instant());
    }
    progress.end();
    return now;
  }

  /** {@code source/job@time}, where it is asked for. */
  private static String path(String id) {
    int at = id.lastIndexOf('@');
    return "/v1/jobs/"
        + id.substring(0, at)
        + "/runs/"
        + OperatorClient.encoded(id.substring(at + 1));
  }
}
