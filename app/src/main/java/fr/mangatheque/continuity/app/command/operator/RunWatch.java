package fr.mangatheque.continuity.app.command.operator;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.app.polling.Polling;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Waits until a run of a job has ended. A run outlives the process that is asked, so that a
 * pipeline that does not answer for a moment ends no waiting.
 */
final class RunWatch {
  private static final Polling LOOKS = Polling.every(Duration.ofMillis(500));
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(60);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

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
    Watched watched = new Watched(run);
    try {
      Run ended = LOOKS.until(Run::ended, run, () -> look(watched));
      progress.end();
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "no longer watched; the run goes on");
    }
  }

  /** What was heard of a run, and when. */
  private static final class Watched {
    private final String id;
    private final long begin = System.nanoTime();
    private Run last;
    private long heard = begin;

    private Watched(Run first) {
      this.id = first.id();
      this.last = first;
    }
  }

  private Run look(Watched watched) {
    try {
      watched.last = pipeline.get(path(watched.id), Map.of(), Run.class);
      watched.heard = System.nanoTime();
    } catch (CommandFailure e) {
      if (e.exitCode() == ExitCode.REFUSED || isOver(watched.heard, ANSWERS_WITHIN)) {
        progress.end();
        throw e;
      }
    }
    Run now = watched.last;
    progress.show(now, clock.instant());
    if (now.phase().equals(Run.REQUESTED) && isOver(watched.begin, BEGINS_WITHIN)) {
      progress.end();
      throw new CommandFailure(
          ExitCode.WRONG,
          "nobody has begun "
              + watched.id
              + " for "
              + Told.time(BEGINS_WITHIN)
              + ". Is there such a job? continuity jobs lists them; continuity status tells"
              + " whether all processes answer");
    }
    return now;
  }

  private static boolean isOver(long since, Duration limit) {
    return System.nanoTime() - since > limit.toNanos();
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
