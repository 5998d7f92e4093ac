package fr.mangatheque.continuity.testkit.s3;

import java.util.concurrent.atomic.AtomicInteger;

/** A fault that was injected: how often it struck, and its end. Safe for any thread. */
public final class Fault implements AutoCloseable {
  private final FaultMatch match;
  private final Effect effect;
  private final AtomicInteger matched = new AtomicInteger();
  private final AtomicInteger hits = new AtomicInteger();
  private volatile boolean cleared;

  Fault(FaultMatch match, Effect effect) {
    this.match = match;
    this.effect = effect;
  }

  /** How many requests it has struck. */
  public int hits() {
    return hits.get();
  }

  /** Whether it has struck as often as it was told to, or was cleared. */
  public boolean isOver() {
    return cleared || hits.get() >= match.times();
  }

  /** Lets later requests pass, and those go that it holds at a gate. */
  public void clear() {
    cleared = true;
    if (effect instanceof Effect.Hold(Gate gate, _)) {
      gate.release();
    }
  }

  @Override
  public void close() {
    clear();
  }

  Effect effect() {
    return effect;
  }

  /** Whether it strikes this request; counts it if so. */
  boolean strikes(FaultTarget target, double chance) {
    if (isOver() || !match.matches(target) || matched.incrementAndGet() <= match.skip()) {
      return false;
    }
    if (chance >= match.probability()) {
      return false;
    }
    return hits.getAndUpdate(n -> n < match.times() ? n + 1 : n) < match.times();
  }
}
