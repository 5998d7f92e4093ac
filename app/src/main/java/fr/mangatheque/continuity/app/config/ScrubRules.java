package fr.mangatheque.continuity.app.config;

import java.util.List;

/** What the values about reading backups back must be. */
final class ScrubRules {
  private final Values values;
  private final List<Fault> faults;

  ScrubRules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  void check() {
    if (values.find(ScrubKeys.WITHIN).filter(within -> !within.isPositive()).isPresent()) {
      fault(ScrubKeys.WITHIN, "is nothing");
    }
    if (values.find(ScrubKeys.DAILY_BYTES).filter(size -> size.bytes() == 0).isPresent()) {
      fault(ScrubKeys.DAILY_BYTES, "is nothing: leave it out for no limit");
    }
  }

  private void fault(Key<?> key, String message) {
    faults.add(new Fault(values.place(key.name()), key.name(), message));
  }
}
