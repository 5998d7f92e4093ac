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
    AtATime.<ListedObject, Optional<Verdict>>each(
        restored,
        atATime,
        comparer::compare,
        verdict -> {
          verdict.ifPresent(this::add);
          watch.compared(objects);
        });
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
