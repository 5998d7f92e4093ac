package fr.mangatheque.continuity.testkit.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at the server: {@code server.faults().on(Operation.PULL).times(2).status(503)}.
 * Safe for any thread.
 */
public final class QueueFaults {
  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  /** How a request is struck. */
  sealed interface Effect {
    /**
     * @param retryAfter the header; null without
     * @param location the header; null without
     */
    record Answer(int status, String body, @Nullable String retryAfter, @Nullable String location)
        implements Effect {}

    /** The connection ends without an answer, and nothing was done. */
    record Cut() implements Effect {}

    /** What was asked is done, and the connection ends in the middle of the answer. */
    record LoseAnswer() implements Effect {}

    /** Nothing happens until the gate opens; then all as usual. */
    record Hold(CountDownLatch gate) implements Effect {}
  }

  private record Fault(Operation operation, AtomicInteger left, Effect effect) {
    boolean strikes(Operation asked) {
      return operation == asked && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
  }

  /** Begins a fault of the next requests of this kind. */
  public Spec on(Operation operation) {
    return new Spec(operation, Integer.MAX_VALUE);
  }

  /** Ends all faults and opens all gates. */
  public void clear() {
    for (Fault fault : faults) {
      if (fault.effect() instanceof Effect.Hold(CountDownLatch gate)) {
        gate.countDown();
      }
    }
    faults.clear();
  }

  @Nullable Effect next(Operation operation) {
    for (Fault fault : faults) {
      if (fault.strikes(operation)) {
        return fault.effect();
      }
    }
    return null;
  }

  /** A fault being described. */
  public final class Spec {
    private final Operation operation;
    private final int times;

    private Spec(Operation operation, int times) {
      this.operation = operation;
      this.times = times;
    }

    /** Only so many requests are struck. */
    public Spec times(int count) {
      return new Spec(operation, count);
    }

    /** Answered with an error. */
    public void status(int status) {
      answer(status, ConsumerAnswer.refused(15000, "Unknown error"));
    }

    /** Answered with anything. */
    public void answer(int status, String body) {
      inject(new Effect.Answer(status, body, null, null));
    }

    /**
     * Answered 429.
     *
     * @param retryAfter the header; null without
     */
    public void tooManyRequests(@Nullable String retryAfter) {
      String body = ConsumerAnswer.refused(10250, "Queue is overloaded");
      inject(new Effect.Answer(429, body, retryAfter, null));
    }

    public void redirect(String location) {
      inject(new Effect.Answer(307, "", null, location));
    }

    /** No answer, and nothing is done. */
    public void cut() {
      inject(new Effect.Cut());
    }

    /** Done, and no whole answer. */
    public void loseAnswer() {
      inject(new Effect.LoseAnswer());
    }

    /** No answer until faults are cleared. */
    public void hold() {
      inject(new Effect.Hold(new CountDownLatch(1)));
    }

    private void inject(Effect effect) {
      faults.add(new Fault(operation, new AtomicInteger(times), effect));
    }
  }
}
