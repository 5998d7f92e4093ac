package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.processors.restore.Amount;
import fr.mangatheque.continuity.processors.restore.ObjectOutcome;
import fr.mangatheque.continuity.processors.restore.PlanWatch;
import fr.mangatheque.continuity.processors.restore.RestoreWatch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * Shows how far planning and restoring are: a line that is drawn over on a terminal, else one now
 * and then. What is told by many threads is only counted; one thread of its own draws.
 */
final class RestoreProgress implements PlanWatch, RestoreWatch, AutoCloseable {
  private static final String CLEAR = "\r\u001b[2K";
  // what is too long for a narrow window is cut there, else each drawing would leave lines behind
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final Duration DRAW_EVERY = Duration.ofMillis(250);
  private static final Duration LINE_EVERY = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean drawable;
  private final RestoredSample sample;
  private final LongAdder objects = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder troubled = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private volatile Amount wanted = Amount.NOTHING;
  private volatile Amount toWrite = Amount.NOTHING;
  private volatile boolean running;
  private volatile long begin = System.nanoTime();
  private final Thread drawer;
  private boolean drawn;

  /**
   * @param sample takes in what was restored
   */
  RestoreProgress(PrintWriter out, boolean drawable, RestoredSample sample) {
    this.out = out;
    this.sample = sample;
    this.drawable = drawable;
    this.drawer = Thread.ofVirtual().start(this::draw);
  }

  /** Planning is over, and so much is to be written. */
  void begin(Amount planned) {
    toWrite = planned;
    begin = System.nanoTime();
    running = true;
  }

  @Override
  public void looked(Amount found, Amount foundToWrite) {
    wanted = found;
    toWrite = foundToWrite;
  }

  @Override
  public void ended(ObjectOutcome outcome) {
    switch (outcome) {
      case ObjectOutcome.Restored restored -> {
        objects.increment();
        sample.add(restored.key());
      }
      case ObjectOutcome.Skipped _, ObjectOutcome.Failed _ -> {
        objects.increment();
        troubled.increment();
      }
      case ObjectOutcome.NotDeleted _ -> troubled.increment();
      case ObjectOutcome.Right _, ObjectOutcome.Deleted _ -> {}
    }
  }

  @Override
  public void read(long more) {
    bytes.add(more);
  }

  @Override
  public void retried(String what, String why) {
    retries.increment();
  }

  private void draw() {
    Duration pause = drawable ? DRAW_EVERY : LINE_EVERY;
    try {
      while (true) {
        Thread.sleep(pause);
        if (drawable) {
          out.print(CLEAR + NO_WRAP + line() + WRAP);
          drawn = true;
        } else {
          out.println(line());
        }
        out.flush();
      }
    } catch (InterruptedException _) {
      // closed: what was drawn is wiped away by who closes
      Thread.currentThread().interrupt();
    }
  }

  private String line() {
    if (!running) {
      return "Looking: "
          + Told.count(wanted.objects(), "object")
          + " so far, "
          + Told.count(toWrite.objects())
          + " to be written";
    }
    Standing standing =
        new Standing(
            toWrite,
            objects.sum(),
            bytes.sum(),
            troubled.sum(),
            retries.sum(),
            Duration.ofNanos(System.nanoTime() - begin));
    return drawable ? standing.bar() + " " + standing.line() : standing.line();
  }

  /** What comes next begins on a line of its own. */
  @Override
  public void close() {
    drawer.interrupt();
    try {
      drawer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (drawn) {
      out.print(CLEAR);
      out.flush();
    }
  }
}
