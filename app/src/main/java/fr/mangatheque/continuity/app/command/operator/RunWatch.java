package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.app.polling.Polling;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Waits until a run of a job has ended. */
final class RunWatch {
  private static final Polling LOOKS = Polling.every(Duration.ofMillis(500));
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
    try {
      Run ended = LOOKS.until(Run::ended, run, () -> look(run.id(), begin));
      progress.end();
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "no longer watched; the run goes on");
    }
  }

  private Run look(String id, long begin) {
    Run now = pipeline.get(path(id), Map.of(), Run.class);
    progress.show(now, clock.instant());
    if (now.phase().equals(Run.REQUESTED) && System.nanoTime() - begin > BEGINS_WITHIN.toNanos()) {
      progress.end();
      throw new CommandFailure(
          ExitCode.WRONG,
          "nobody has begun "
              + id
              + " for "
              + Told.time(BEGINS_WITHIN)
              + ". Is there such a job? continuity jobs lists them; continuity status tells"
              + " whether all processes answer");
    }
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
