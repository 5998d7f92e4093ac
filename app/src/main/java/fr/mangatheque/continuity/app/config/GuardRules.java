package fr.mangatheque.continuity.app.config;

import java.time.Duration;
import java.util.List;

/** What the values about deletions must be. */
final class GuardRules {
  private final Values values;
  private final List<Fault> faults;

  GuardRules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  void check() {
    if (values.find(GuardKeys.WINDOW).filter(Duration::isZero).isPresent()) {
      fault(GuardKeys.WINDOW, "is nothing");
    }
    double small = values.find(GuardKeys.MAX_SHARE_SMALL).orElse(1.0);
    if (values.find(GuardKeys.MAX_SHARE).filter(share -> share > small).isPresent()) {
      fault(GuardKeys.MAX_SHARE, "is more than guard.max-share-small, and would never count");
    }
  }

  private void fault(Key<?> key, String message) {
    String name = key.name();
    faults.add(new Fault(values.place(name), name, message));
  }
}
