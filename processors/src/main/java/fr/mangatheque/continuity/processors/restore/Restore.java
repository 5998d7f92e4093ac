package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.StoreException;
import java.time.InstantSource;

/**
 * Restores from a backup to a destination. First {@link #plan}, which writes nothing; then, if the
 * plan is agreed to, {@link #run}, which looks at each object again and writes what is not right
 * yet. So a run that was killed is taken up by another, and nothing is written twice. Memory does
 * not depend on how much there is. One thread plans and runs; {@link #stop} is for any thread.
 */
public final class Restore implements AutoCloseable {

  /**
   * Reads nothing yet.
   *
   * @throws IllegalArgumentException if extra objects are to be deleted where the destination does
   *     not delete
   */
  public Restore(
      BackupAccess backup, Destination to, RestoreOptions options, InstantSource clock) {
    throw new UnsupportedOperationException();
  }

  /**
   * Finds out what is to be done.
   *
   * @throws StoreException if one of the stores could not tell, however often it was asked
   */
  public RestorePlan plan(Selection selection, PlanWatch watch) {
    throw new UnsupportedOperationException();
  }

  /**
   * Does what is to be done: all that is missing or differs by now. What is unprotected or extra is
   * touched only if the options say so and {@code plan} named it, with the same content.
   *
   * @return also if it ended early: the report says why
   */
  public RestoreReport run(RestorePlan plan, RestoreWatch watch) {
    throw new UnsupportedOperationException();
  }

  /** Begins nothing new; what is under way ends as it can, and {@link #run} reports. */
  public void stop(String why) {
    throw new UnsupportedOperationException();
  }

  /** Gives back what was staged; backup and destination stay open, they are the caller's. */
  @Override
  public void close() {}
}
