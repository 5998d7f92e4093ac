package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.screen.Screen;
import fr.mangatheque.continuity.app.demo.watch.Alert;
import fr.mangatheque.continuity.app.demo.watch.OnCall;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Where acts play: it tells what happens, waits, and keeps what was expected and what was seen. */
public final class Scene {
  private static final long LOOK_MILLIS = 50;

  private final Screen screen;
  private final OnCall onCall;
  private final Set<Alert> told = new HashSet<>();
  private int checks;
  private int failed;

  public Scene(Screen screen, OnCall onCall) {
    this.screen = screen;
    this.onCall = onCall;
  }

  public Screen screen() {
    return screen;
  }

  /** What was checked so far. */
  public int checks() {
    return checks;
  }

  /** What did not hold so far. */
  public int failed() {
    return failed;
  }

  /** Something is done. */
  void does(String text) {
    screen.says(text);
  }

  /** Two numbers must be the same. */
  public void same(String what, long expected, long seen) {
    holds(what, expected == seen, "expected " + expected + ", saw " + seen);
  }

  /** Something must be so. */
  public void holds(String what, boolean held, String seen) {
    tellAlerts();
    checks++;
    if (!held) {
      failed++;
    }
    screen.check(held, what, seen);
  }

  /** Waits, and shows alerts as they come. True once it is so, false if that took too long. */
  boolean until(Duration patience, BooleanSupplier condition) throws InterruptedException {
    return until(patience, condition, () -> {});
  }

  /** The same, drawing something at each look. */
  boolean until(Duration patience, BooleanSupplier condition, Runnable draw)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      tellAlerts();
      if (System.nanoTime() - end > 0) {
        return false;
      }
      draw.run();
      Thread.sleep(LOOK_MILLIS);
    }
    tellAlerts();
    return true;
  }

  /** Lets some time pass. */
  void pause(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      tellAlerts();
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void tellAlerts() {
    List<Alert> alerts = onCall.alerts();
    for (Alert alert : alerts) {
      if (told.add(alert)) {
        screen.alert(alert.resolved(), alert.summary());
      }
    }
  }
}
