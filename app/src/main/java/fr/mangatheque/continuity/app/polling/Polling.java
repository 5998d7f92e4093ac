package fr.mangatheque.continuity.app.polling;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks another process again and again, where it would not tell by itself: the only thing to wait
 * for is time. Immutable, thread-safe.
 *
 * @param pause between an answer and the next question
 * @param most answers at all, the first included
 */
public record Polling(Duration pause, int most) {
  public Polling {
    if (pause.isNegative() || most < 1) {
      throw new IllegalArgumentException("cannot ask " + most + " times, every " + pause);
    }
  }

  /** Asks for as long as it takes. */
  public static Polling every(Duration pause) {
    return new Polling(pause, Integer.MAX_VALUE);
  }

  /**
   * The first answer that is enough, else the last one.
   *
   * @param first what is known already
   * @param again asks; what it throws ends the waiting
   * @throws InterruptedException if interrupted between two questions
   */
  public <T> T until(Predicate<T> enough, T first, Supplier<T> again) throws InterruptedException {
    T answer = first;
    for (int asked = 1; asked < most && !enough.test(answer); asked++) {
      Thread.sleep(pause);
      answer = again.get();
    }
    return answer;
  }
}
