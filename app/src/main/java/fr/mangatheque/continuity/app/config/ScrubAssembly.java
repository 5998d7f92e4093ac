package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.processors.scrub.ScrubBudget;

/** Puts together how backups are read back. */
final class ScrubAssembly {
  private final Values values;

  ScrubAssembly(Values values) {
    this.values = values;
  }

  ScrubBudget budget() {
    return new ScrubBudget(
        values.get(ScrubKeys.WITHIN),
        values.find(ScrubKeys.DAILY_BYTES).map(DataSize::bytes).orElse(null),
        values.find(ScrubKeys.DAILY_REQUESTS).map(Integer::longValue).orElse(null));
  }
}
