package fr.mangatheque.continuity.app.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * Waits to be asked to end, by Ctrl-C, SIGTERM or a closed terminal. Whoever asks twice is
 * impatient: the process halts at once, and goes on at its next start where it was.
 */
public final class Ending {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);
  private static final int SIGNAL_BASE = 128;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final AtomicInteger times = new AtomicInteger();

  private Ending() {}

  /** Takes the signals over from the JVM, for as long as the process lives. */
  public static Ending onSignals() {
    Ending ending = new Ending();
    for (String name : new String[] {"INT", "TERM", "HUP"}) {
      Signal.handle(new Signal(name), ending::heard);
    }
    return ending;
  }

  private void heard(Signal signal) {
    if (times.incrementAndGet() > 1) {
      Runtime.getRuntime().halt(SIGNAL_BASE + signal.getNumber());
    }
    log.atInfo()
        .addKeyValue("signal", signal.getName())
        .log("Ending; a second signal ends at once");
    asked.countDown();
  }

  /** Blocks until the process is asked to end. */
  public void await() throws InterruptedException {
    asked.await();
  }
}
