package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.drill.Verdict.ByLedger;
import fr.mangatheque.continuity.processors.drill.Verdict.BySource;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * All that was restored, compared: so many objects at a time, and no more of them in memory. One
 * thread asks and counts.
 */
final class Comparison {
  private static final int FOR_THE_CDN = 20;

  private final Comparer comparer;
  private final int atATime;
  private final Findings findings;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Map<ByLedger, Long> ledger = new EnumMap<>(ByLedger.class);
  private final Map<BySource, Long> source = new EnumMap<>(BySource.class);
  private final List<ObjectKey> sample = new ArrayList<>();
  private long objects;
  private long wrong;

  /** Told how far it is. */
  @FunctionalInterface
  interface Watch {
    void compared(long objects);
  }

  Comparison(Comparer comparer, int atATime, Findings findings) {
    this.comparer = comparer;
    this.atATime = atATime;
    this.findings = findings;
  }

  /**
   * Compares all of them.
   *
   * @throws StoreException if the scratch target or the backup could not tell
   */
  void all(Iterator<ListedObject> restored, Watch watch) throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      CompletionService<Optional<Verdict>> under = new ExecutorCompletionService<>(threads);
      int running = 0;
      while (running > 0 || restored.hasNext()) {
        if (running < atATime && restored.hasNext()) {
          ListedObject next = restored.next();
          var _ = under.submit(() -> comparer.compare(next));
          running++;
        } else {
          take(under);
          running--;
          watch.compared(objects);
        }
      }
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  private void take(CompletionService<Optional<Verdict>> under) throws InterruptedException {
    try {
      under.take().get().ifPresent(this::add);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("An object could not be compared", e.getCause());
    }
  }

  private void add(Verdict verdict) {
    objects++;
    ledger.merge(verdict.ledger(), 1L, Long::sum);
    source.merge(verdict.source(), 1L, Long::sum);
    String what = verdict.wrong();
    if (what != null) {
      wrong++;
      findings.add(verdict.key().value(), what);
    }
    if (sample.size() < FOR_THE_CDN) {
      sample.add(verdict.key());
    } else {
      long place = random.nextLong(objects);
      if (place < FOR_THE_CDN) {
        sample.set((int) place, verdict.key());
      }
    }
  }

  /** Some of them, each as likely as any other. */
  List<ObjectKey> sample() {
    return sample;
  }

  DrillReport.Compared counts() {
    return new DrillReport.Compared(
        objects,
        of(ByLedger.AS_PROMISED),
        of(ByLedger.MOVED_ON),
        of(ByLedger.NOT_TOLD),
        of(BySource.SAME),
        of(BySource.CHANGED),
        of(BySource.GONE),
        of(BySource.UNREAD),
        wrong);
  }

  private long of(ByLedger word) {
    return ledger.getOrDefault(word, 0L);
  }

  private long of(BySource word) {
    return source.getOrDefault(word, 0L);
  }
}
