package fr.mangatheque.continuity.processors.restore;

/** Told how a restore goes on. Called from many threads at once; it must not block. */
@FunctionalInterface
public interface RestoreWatch {
  /** Nobody watches. */
  RestoreWatch NONE = _ -> {};

  /** An object is done with, one way or the other. */
  void ended(ObjectOutcome outcome);

  /**
   * So many bytes of content were read from the backup: for a bar that also moves within a large
   * object.
   */
  default void read(long bytes) {}

  /** A request is made again after a fault that may pass. */
  default void retried(String what, String why) {}
}
