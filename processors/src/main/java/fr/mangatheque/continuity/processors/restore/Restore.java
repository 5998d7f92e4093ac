package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.staging.Staging;
import fr.mangatheque.continuity.storage.staging.StagingLimits;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Restores from a backup to a destination. First {@link #plan}, which writes nothing; then, if the
 * plan is agreed to, {@link #run}, which looks at each object again and writes what is not right
 * yet. So a run that was killed is taken up by another, and nothing is written twice. Memory does
 * not depend on how much there is. One thread plans and runs; {@link #stop} is for any thread.
 */
public final class Restore implements AutoCloseable {
  /** Objects up to this stay in memory on their way. */
  private static final long IN_MEMORY_UP_TO = 2 << 20;

  private static final long LEAST_MEMORY = 16 << 20;
  private static final long MOST_MEMORY = 128 << 20;

  private final BackupAccess backup;
  private final Destination to;
  private final RestoreOptions options;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Staging staging;
  private @Nullable Run running;
  private @Nullable String stopped;
  private @Nullable Planned planned;

  /** The last plan, and what it went by. */
  private record Planned(RestorePlan plan, Recollection recollection) {}

  /**
   * Reads nothing yet.
   *
   * @throws IllegalArgumentException if extra objects are to be deleted where the destination does
   *     not delete
   */
  public Restore(BackupAccess backup, Destination to, RestoreOptions options, InstantSource clock) {
    if (options.deleteExtra() && !to.deletes()) {
      throw new IllegalArgumentException(
          "extra objects are to be deleted, but nothing may be deleted at " + to.name());
    }
    this.backup = backup;
    this.to = to;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Finds out what is to be done.
   *
   * @throws StoreException if one of the stores could not tell, however often it was asked
   * @throws java.io.UncheckedIOException if the work directory cannot be used
   */
  public RestorePlan plan(Selection selection, PlanWatch watch) {
    Planning planning = new Planning(selection, options, backup, to);
    RestorePlan plan = planning.run(clock.instant(), staging(), watch);
    planned = new Planned(plan, planning.recollection());
    return plan;
  }

  /**
   * Does what is to be done: all that is missing or differs by now, or, as the options allow, that
   * did when the plan was made a moment ago; what others changed since is never written over. What
   * is unprotected or extra is touched only if the options say so and {@code plan} named it, with
   * the same content.
   *
   * @return also if it ended early: the report says why
   * @throws java.io.UncheckedIOException if the work directory cannot be used
   */
  public RestoreReport run(RestorePlan plan, RestoreWatch watch) {
    Run run = new Run(plan, listed(plan), options, backup, to, staging(), watch);
    lock.lock();
    try {
      running = run;
      if (stopped != null) {
        run.stop(stopped);
      }
    } finally {
      lock.unlock();
    }
    return run.run(clock.instant());
  }

  /** Of use once: a second run would find what the first one wrote. */
  private @Nullable List<Candidate> listed(RestorePlan plan) {
    Planned last = planned;
    planned = null;
    return last != null && last.plan().equals(plan)
        ? last.recollection().noOlderThan(options.listingGoodFor()).orElse(null)
        : null;
  }

  /** Begins nothing new; what is under way ends as it can, and {@link #run} reports. */
  public void stop(String why) {
    lock.lock();
    try {
      stopped = why;
      if (running != null) {
        running.stop(why);
      }
    } finally {
      lock.unlock();
    }
  }

  private Staging staging() {
    lock.lock();
    try {
      Staging open = staging;
      if (open == null) {
        open = Staging.open(limits());
        staging = open;
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  private StagingLimits limits() {
    Path directory = options.workDirectory().resolve("staging");
    long memory = Math.clamp(options.atATime() * IN_MEMORY_UP_TO, LEAST_MEMORY, MOST_MEMORY);
    return new StagingLimits(
        memory, IN_MEMORY_UP_TO, directory, Long.MAX_VALUE, StagingLimits.MOST_PATIENCE);
  }

  /** Gives back what was staged; backup and destination stay open, they are the caller's. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (staging != null) {
        staging.close();
        staging = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
