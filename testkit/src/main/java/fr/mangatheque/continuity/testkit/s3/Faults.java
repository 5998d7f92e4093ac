package fr.mangatheque.continuity.testkit.s3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where faults are injected: {@code server.faults().on(GET).key("a").times(3).status(503)}. A
 * request may be struck by several. Safe for any thread.
 */
public final class Faults {
  private final List<Fault> injected = new CopyOnWriteArrayList<>();
  private final ServerClock clock;
  private final Random random;

  Faults(ServerClock clock, long seed) {
    this.clock = clock;
    this.random = new Random(seed);
  }

  /** Begins a fault that strikes these operations, or all when none is named. */
  public FaultSpec on(Operation... operations) {
    return new FaultSpec(this, Set.of(operations));
  }

  /** Puts the server's clock off: Date, Last-Modified and the check of a request's own time. */
  public void shiftClock(Duration by) {
    clock.shift(by);
  }

  /** Ends all faults, releases all gates and puts the clock right. */
  public void clear() {
    injected.forEach(Fault::clear);
    injected.clear();
    clock.shift(Duration.ZERO);
  }

  Fault inject(FaultMatch match, Effect effect) {
    var fault = new Fault(match, effect);
    injected.add(fault);
    return fault;
  }

  Plan plan(FaultTarget target, Stopping stopping) {
    if (injected.isEmpty()) {
      return Plan.NONE;
    }
    var effects = new ArrayList<Effect>();
    for (Fault fault : injected) {
      if (fault.strikes(target, random.nextDouble())) {
        effects.add(fault.effect());
      }
    }
    return effects.isEmpty() ? Plan.NONE : new Plan(effects, stopping);
  }
}
