package fr.mangatheque.continuity.app.faults;

import java.util.Random;

/**
 * What faults are injected into.
 *
 * @param application changes the source as the application does, journal included
 * @param random of the schedule's seed
 */
record Scene(
    FaultSite site, Fleet fleet, Application application, Operator operator, Random random) {
  /** The first process, which is the only one where there is no broker of its own. */
  Supervisor supervisor() {
    return fleet.supervisors().getFirst();
  }
}
