package fr.mangatheque.continuity.producer.intake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks all checks at once, and at most once a second however often it is asked itself, for anybody
 * may ask. Thread-safe.
 */
final class Readiness implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final List<HealthCheck> checks;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Answered last;

  private record Answered(long nanos, Map<String, Health> health) {
    boolean fresh() {
      return System.nanoTime() - nanos < FRESH.toNanos();
    }
  }

  Readiness(List<HealthCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  /** How each check went, by its name, in their order. */
  Map<String, Health> now() {
    lock.lock();
    try {
      Answered before = last;
      if (before != null && before.fresh()) {
        return before.health();
      }
      Map<String, Health> health = ask();
      last = new Answered(System.nanoTime(), health);
      return health;
    } finally {
      lock.unlock();
    }
  }

  private Map<String, Health> ask() {
    Map<String, Future<Health>> asked = new LinkedHashMap<>();
    checks.forEach(check -> asked.put(check.name(), executor.submit(check::check)));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, Health> health = new LinkedHashMap<>();
    asked.forEach((name, answer) -> health.put(name, await(answer, deadline)));
    return health;
  }

  private static Health await(Future<Health> answer, long deadline) {
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Health.Down("no answer within " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Health.Down(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Health.Down("this process is stopping");
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
