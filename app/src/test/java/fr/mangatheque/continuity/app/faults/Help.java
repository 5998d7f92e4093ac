package fr.mangatheque.continuity.app.faults;

import java.time.Duration;

/**
 * An operator who mended what was wrong: tries again what failed, and has all of it compared. Not
 * at once, and no more often than needed. One thread's.
 */
final class Help {
  private static final Duration UNAIDED = Duration.ofSeconds(4);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);

  private final Fleet fleet;
  private long due = System.nanoTime() + UNAIDED.toNanos();

  Help(Fleet fleet) {
    this.fleet = fleet;
  }

  /** What is to be done by now, if anything. */
  void whenDue() {
    if (System.nanoTime() - due >= 0) {
      due = System.nanoTime() + AGAIN_AFTER.toNanos();
      fleet.operators().forEach(each -> each.ask("retry", "--all"));
      var _ = new Operator(fleet::operatorPort).begin("audit");
    }
  }
}
