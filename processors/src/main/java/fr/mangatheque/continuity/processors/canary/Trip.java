package fr.mangatheque.continuity.processors.canary;

/** A way to make the round trip. Thread-safe. */
interface Trip {
  /** Makes it; blocks, at most little longer than the limit. */
  Outcome make(Patience patience) throws InterruptedException;
}
