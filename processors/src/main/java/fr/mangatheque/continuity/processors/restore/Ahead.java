package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Applies a function that waits for answers to some of many, several at once, and gives results in
 * order. One thread uses it.
 */
final class Ahead<I, O> implements Iterator<O>, AutoCloseable {
  private final Iterator<? extends I> inputs;
  private final Predicate<? super I> waits;
  private final Function<? super I, ? extends O> function;
  private final int atATime;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Future<? extends O>> results = new ArrayDeque<>();

  /**
   * @param waits of which inputs the function waits for something; for others it is called at once
   */
  Ahead(
      Iterator<? extends I> inputs,
      Predicate<? super I> waits,
      Function<? super I, ? extends O> function,
      int atATime) {
    this.inputs = inputs;
    this.waits = waits;
    this.function = function;
    this.atATime = atATime;
  }

  @Override
  public boolean hasNext() {
    fill();
    return !results.isEmpty();
  }

  private void fill() {
    while (results.size() < atATime && inputs.hasNext()) {
      I input = inputs.next();
      if (waits.test(input)) {
        results.addLast(threads.submit(() -> function.apply(input)));
      } else {
        results.addLast(CompletableFuture.completedFuture(function.apply(input)));
        if (results.getFirst().isDone()) {
          return;
        }
      }
    }
  }

  @Override
  public O next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      return results.removeFirst().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.of(StoreFault.TIMEOUT, "interrupted while waiting for an answer", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
