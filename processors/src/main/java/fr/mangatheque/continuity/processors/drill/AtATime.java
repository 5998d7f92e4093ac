package fr.mangatheque.continuity.processors.drill;

import java.util.Iterator;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does something about each of many: so many at a time, and no more of them in memory. */
final class AtATime {
  private AtATime() {}

  /** What is done. */
  @FunctionalInterface
  interface Work<I, O> {
    O on(I input) throws InterruptedException;
  }

  /**
   * Returns when all is done; ends with the first failure.
   *
   * @param inputs gone through by the calling thread
   * @param done told of each result, in any order, by the calling thread
   */
  static <I, O> void each(
      Iterator<? extends I> inputs, int most, Work<? super I, O> work, Consumer<? super O> done)
      throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      CompletionService<O> under = new ExecutorCompletionService<>(threads);
      int running = 0;
      while (running > 0 || inputs.hasNext()) {
        if (running < most && inputs.hasNext()) {
          I next = inputs.next();
          var _ = under.submit(() -> work.on(next));
          running++;
        } else {
          done.accept(result(under));
          running--;
        }
      }
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  private static <O> O result(CompletionService<O> under) throws InterruptedException {
    try {
      return under.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("One of many could not be done", e.getCause());
    }
  }
}
