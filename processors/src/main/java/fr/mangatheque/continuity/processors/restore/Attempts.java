package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.staging.StagingFullException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request again where it failed in a way that may pass, a bounded number of times. The only
 * place of a restore that does. Thread-safe.
 */
public final class Attempts {
  private final Retries retries;
  private final RestoreWatch watch;
  private final Random chance = new Random();
  private final CountDownLatch givenUp = new CountDownLatch(1);

  /** Told to nobody. */
  public Attempts(Retries retries) {
    this(retries, RestoreWatch.NONE);
  }

  Attempts(Retries retries, RestoreWatch watch) {
    this.retries = retries;
    this.watch = watch;
  }

  /** A request. */
  @FunctionalInterface
  public interface Request<T> {
    T make() throws InterruptedException;
  }

  /**
   * The answer of the first attempt that has one.
   *
   * @throws StoreException of the last attempt; of the first that a person must mend
   */
  public <T> T of(String what, Request<T> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.make();
      } catch (StoreException.Transient e) {
        retry(what, attempt, e, e.retryAfter());
      } catch (StagingFullException e) {
        retry(what, attempt, e, null);
      } catch (InterruptedException e) {
        throw interrupted(what, e);
      }
    }
  }

  private void retry(String what, int attempt, RuntimeException failure, @Nullable Duration asked) {
    if (attempt >= retries.attempts() || givenUp.getCount() == 0) {
      throw failure;
    }
    watch.retried(what, String.valueOf(failure.getMessage()));
    try {
      if (givenUp.await(pause(attempt, asked).toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure;
      }
    } catch (InterruptedException e) {
      failure.addSuppressed(interrupted(what, e));
      throw failure;
    }
  }

  private Duration pause(int attempt, @Nullable Duration asked) {
    Duration longest = retries.longest();
    Duration doubled = retries.first().multipliedBy(1L << Math.min(attempt - 1, 20));
    Duration bounded = doubled.compareTo(longest) < 0 ? doubled : longest;
    Duration pause = Duration.ofMillis((long) (bounded.toMillis() * (1 - chance.nextDouble() / 2)));
    if (asked == null || asked.compareTo(pause) < 0) {
      return pause;
    }
    return asked.compareTo(longest) < 0 ? asked : longest;
  }

  /** Whoever waits to try again gives up, and nothing is tried again from now on. */
  void giveUp() {
    givenUp.countDown();
  }

  private static StoreException interrupted(String what, InterruptedException e) {
    Thread.currentThread().interrupt();
    return StoreException.of(StoreFault.TIMEOUT, what + " was interrupted", e);
  }
}
