package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.processors.restore.Agreed.Mention;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.staging.Staging;
import fr.mangatheque.continuity.storage.staging.StagingFullException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Carries out one plan. One thread runs it, any may stop it. */
final class Run {
  private static final int ENOUGH_FAILURES = 20;

  private final RestorePlan plan;
  private final @Nullable List<Candidate> listed;
  private final RestoreOptions options;
  private final BackupAccess backup;
  private final Destination to;
  private final Attempts attempts;
  private final RequestCount count = new RequestCount();
  private final RunTally tally;
  private final ObjectRestore objects;
  private final Semaphore slots;
  private final Trouble trouble = new Trouble(ENOUGH_FAILURES);
  private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();

  /**
   * @param listed what the plan went by; null to list again
   */
  Run(
      RestorePlan plan,
      @Nullable List<Candidate> listed,
      RestoreOptions options,
      BackupAccess backup,
      Destination to,
      Staging staging,
      RestoreWatch watch) {
    this.plan = plan;
    this.listed = listed;
    this.options = options;
    this.backup = count.counting(backup);
    this.to = to;
    this.attempts = new Attempts(options.retries(), watch);
    this.tally = new RunTally(plan.directory(), watch);
    this.slots = new Semaphore(options.atATime());
    VersionFetch fetch = new VersionFetch(this.backup, staging, attempts, watch, tally::damaged);
    this.objects = new ObjectRestore(plan.selection(), options, this.backup, to, attempts, fetch);
  }

  /** Begins nothing new, and repeats nothing. */
  void stop(String why) {
    stopped.compareAndSet(null, why);
    attempts.giveUp();
  }

  RestoreReport run(Instant startedAt) {
    long start = System.nanoTime();
    Requests before = to.requests();
    try (tally) {
      goThrough();
      return new RestoreReport(
          plan.selection(),
          to.name(),
          startedAt,
          Duration.ofNanos(System.nanoTime() - start),
          tally.restored(),
          tally.right(),
          tally.deleted(),
          tally.skipped(),
          tally.failed(),
          tally.notDeleted(),
          tally.damaged(),
          stopped.get(),
          count.soFar(),
          to.requests().minus(before),
          plan.point());
    }
  }

  private void goThrough() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Agreed.Reader agreed = new Agreed.Reader(plan.directory());
        Walkthrough candidates = candidates()) {
      if (plan.toWrite().objects() > 0 && stopped.get() == null) {
        threads.execute(this::prepare);
      }
      while (stopped.get() == null && candidates.hasNext()) {
        Look look = Look.listed(candidates.next(), plan.selection(), options);
        if (!isDoneWith(look)) {
          begin(threads, look, mention(agreed, look.candidate()));
        }
      }
    } catch (StoreException | UncheckedIOException e) {
      stop("what is there could not be listed to its end: " + e.getMessage());
    } catch (InterruptedException e) {
      stop("it was interrupted");
      Thread.currentThread().interrupt();
    }
  }

  /** Most keys of a run that goes on where another was killed need nothing but the listings. */
  private boolean isDoneWith(Look look) {
    Meeting meeting = look.meeting();
    if (!look.settled() || meeting == null) {
      return false;
    }
    if (look.wanted() instanceof Wanted.Version version) {
      boolean right = look.standing() == Standing.RIGHT && options.overwrite() != Overwrite.ALWAYS;
      if (right) {
        tally.ended(new ObjectOutcome.Right(meeting.key(), version.name(), version.size()));
      }
      return right;
    }
    return meeting.there() == null || !options.deleteExtra();
  }

  private Mention mention(Agreed.Reader agreed, Candidate candidate) {
    if (!options.discardUnprotected() && !options.deleteExtra()) {
      return Mention.NONE;
    }
    return switch (candidate) {
      case Candidate.Met it -> agreed.mention(it.meeting().section(), it.meeting().key());
      case Candidate.Unlisted it -> agreed.mention(it.section(), it.key());
      case Candidate.Beyond it -> agreed.mention(it.section(), it.there().key());
      case Candidate.Single it -> agreed.mention(Meeting.Section.LISTED, it.key());
      case Candidate.Nameless _ -> Mention.NONE;
    };
  }

  private void begin(ExecutorService threads, Look look, Mention mention)
      throws InterruptedException {
    slots.acquire();
    if (stopped.get() != null) {
      slots.release();
      return;
    }
    threads.execute(
        () -> {
          try {
            restore(look, mention);
          } finally {
            slots.release();
          }
        });
  }

  private Walkthrough candidates() {
    return listed == null
        ? Walkthrough.of(plan.selection().scope(), plan.sample(), backup, to, attempts)
        : Walkthrough.again(listed);
  }

  /** While the first page of the listings is on its way. */
  private void prepare() {
    try {
      objects.prepare();
    } catch (PreparationException e) {
      stop(String.valueOf(e.getMessage()));
    }
  }

  private void restore(Look look, Mention mention) {
    boolean told = false;
    try {
      objects.run(look, mention).ifPresent(this::ended);
      told = true;
    } catch (PreparationException e) {
      stop(String.valueOf(e.getMessage()));
      told = true;
    } catch (StoreException | StagingFullException | UncheckedIOException e) {
      failed(look, String.valueOf(e.getMessage()));
      told = true;
    } catch (RuntimeException e) {
      failed(look, "this is a fault of the software: " + e);
      stop("a fault of the software: " + e);
      told = true;
    } finally {
      if (!told) {
        // no memory, say: whatever the report adds up, it is not complete
        stop("it is not known what became of " + look.candidate());
      }
    }
  }

  private void ended(ObjectOutcome outcome) {
    if (outcome instanceof ObjectOutcome.Restored || outcome instanceof ObjectOutcome.Deleted) {
      trouble.succeeded();
    }
    tally.ended(outcome);
  }

  private void failed(Look look, String reason) {
    tally.ended(outcome(look, reason));
    trouble.failed(reason).ifPresent(this::stop);
  }

  private static ObjectOutcome outcome(Look look, String reason) {
    return switch (look.candidate()) {
      case Candidate.Met it when look.wanted() instanceof Wanted.Version version ->
          new ObjectOutcome.Failed(it.meeting().key().value(), version.size(), reason);
      case Candidate.Met it ->
          new ObjectOutcome.NotDeleted(it.meeting().key(), size(it.meeting().there()), reason);
      case Candidate.Unlisted it -> new ObjectOutcome.Failed(it.key().value(), 0, reason);
      case Candidate.Beyond it ->
          new ObjectOutcome.NotDeleted(it.there().key(), it.there().size(), reason);
      case Candidate.Single it -> new ObjectOutcome.Failed(it.key().value(), 0, reason);
      case Candidate.Nameless it -> new ObjectOutcome.Failed(it.name(), 0, reason);
    };
  }

  private static long size(@Nullable DestinationObject there) {
    return there == null ? 0 : there.size();
  }
}
