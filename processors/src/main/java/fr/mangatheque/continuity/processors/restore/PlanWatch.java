package fr.mangatheque.continuity.processors.restore;

/** Told how planning goes on, by the thread that plans. */
@FunctionalInterface
public interface PlanWatch {
  /** Nobody watches. */
  PlanWatch NONE = (_, _) -> {};

  /**
   * Some more was looked at.
   *
   * @param wanted found so far
   * @param toWrite of these
   */
  void looked(Amount wanted, Amount toWrite);
}
