package fr.mangatheque.continuity.processors.drill;

/** Of a drill, what is timed. */
enum Part {
  PLAN,
  RESTORE,
  COMPARE,
  CDN,
  EMPTY
}
