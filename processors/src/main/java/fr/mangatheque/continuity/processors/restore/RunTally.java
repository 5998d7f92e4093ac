package fr.mangatheque.continuity.processors.restore;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what a run did, and passes it on to whoever watches. Thread-safe. */
final class RunTally implements AutoCloseable {
  private final RestoreWatch watch;
  private final Sum restored = new Sum();
  private final Sum right = new Sum();
  private final Sum deleted = new Sum();
  private final NamedList skipped;
  private final NamedList failed;
  private final NamedList notDeleted;
  private final NamedList damaged;

  private static final class Sum {
    private final LongAdder objects = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void add(long size) {
      objects.increment();
      bytes.add(size);
    }

    Amount amount() {
      return new Amount(objects.sum(), bytes.sum());
    }
  }

  RunTally(Path directory, RestoreWatch watch) {
    this.watch = watch;
    skipped = new NamedList(directory, "skipped");
    failed = new NamedList(directory, "failed");
    notDeleted = new NamedList(directory, "not-deleted");
    damaged = new NamedList(directory, "damaged");
  }

  void ended(ObjectOutcome outcome) {
    switch (outcome) {
      case ObjectOutcome.Restored it -> restored.add(it.bytes());
      case ObjectOutcome.Right it -> right.add(it.bytes());
      case ObjectOutcome.Deleted it -> deleted.add(it.bytes());
      case ObjectOutcome.Skipped it -> skipped.add(it.key().value(), it.bytes(), it.reason());
      case ObjectOutcome.Failed it -> failed.add(it.name(), it.bytes(), it.reason());
      case ObjectOutcome.NotDeleted it -> notDeleted.add(it.key().value(), it.bytes(), it.reason());
    }
    watch.ended(outcome);
  }

  void damaged(NamedObject copy) {
    damaged.add(copy);
  }

  Amount restored() {
    return restored.amount();
  }

  Amount right() {
    return right.amount();
  }

  Amount deleted() {
    return deleted.amount();
  }

  NamedObjects skipped() {
    return skipped.soFar();
  }

  NamedObjects failed() {
    return failed.soFar();
  }

  NamedObjects notDeleted() {
    return notDeleted.soFar();
  }

  NamedObjects damaged() {
    return damaged.soFar();
  }

  @Override
  public void close() {
    List.of(skipped, failed, notDeleted, damaged).forEach(NamedList::close);
  }
}
