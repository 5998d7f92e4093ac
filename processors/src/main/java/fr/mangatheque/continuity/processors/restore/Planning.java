package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import fr.mangatheque.continuity.storage.backup.KeyEntries.Owner;
import fr.mangatheque.continuity.storage.staging.Staging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one plan. One thread uses it. */
final class Planning {
  /** Often enough to see that it goes on. */
  private static final int TELL_EVERY = 1000;

  private final Selection selection;
  private final RestoreOptions options;
  private final BackupAccess backup;
  private final Destination to;
  private final Attempts attempts;
  private final RequestCount count = new RequestCount();
  private final Recollection recollection = new Recollection();

  Planning(Selection selection, RestoreOptions options, BackupAccess backup, Destination to) {
    this.selection = selection;
    this.options = options;
    this.backup = count.counting(backup);
    this.to = to;
    this.attempts = new Attempts(options.retries(), RestoreWatch.NONE);
  }

  RestorePlan run(Instant now, Staging staging, PlanWatch watch) {
    long start = System.nanoTime();
    Requests before = to.requests();
    List<ObjectKey> sample =
        selection.scope() instanceof Scope.Sample drawn ? draw(drawn) : List.of();
    Path directory = makeDirectory(now);
    try (PlanTally tally = new PlanTally(selection, options, to, now, directory)) {
      lookAt(sample, tally, watch);
      Requests listed = count.soFar();
      Requests asked = to.requests().minus(before);
      Rate rate = measure(tally.probe(), staging);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return tally.plan(took, listed, asked, rate, sample);
    }
  }

  /** What the plan went by. */
  Recollection recollection() {
    return recollection;
  }

  private List<ObjectKey> draw(Scope.Sample sample) {
    SampleDraw draw = new SampleDraw(sample);
    try (BackupKeys keys = new BackupKeys(backup, sample, attempts)) {
      while (keys.hasNext()) {
        KeyEntries entries = keys.next();
        if (entries.owner() instanceof Owner.Key owner
            && Wanted.of(selection, entries) instanceof Wanted.Version) {
          draw.offer(owner.key());
        }
      }
    }
    return draw.drawn();
  }

  private void lookAt(List<ObjectKey> sample, PlanTally tally, PlanWatch watch) {
    try (Walkthrough candidates = Walkthrough.of(selection.scope(), sample, backup, to, attempts);
        Ahead<Look, Look> looks =
            new Ahead<>(
                listed(candidates),
                look -> !look.settled(),
                look -> look.settle(selection, options, backup, to, attempts),
                options.atATime())) {
      for (long seen = 1; looks.hasNext(); seen++) {
        tally.add(looks.next());
        if (seen % TELL_EVERY == 0) {
          watch.looked(tally.wanted(), tally.toWrite());
        }
      }
    }
    watch.looked(tally.wanted(), tally.toWrite());
  }

  private Iterator<Look> listed(Iterator<Candidate> candidates) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return candidates.hasNext();
      }

      @Override
      public Look next() {
        Candidate candidate = candidates.next();
        recollection.add(candidate);
        return Look.listed(candidate, selection, options);
      }
    };
  }

  private @Nullable Rate measure(RateProbe probe, Staging staging) {
    VersionFetch fetch =
        new VersionFetch(
            backup,
            staging,
            new Attempts(new Retries(1, Duration.ZERO, Duration.ZERO), RestoreWatch.NONE),
            RestoreWatch.NONE,
            _ -> {});
    return probe.measure(fetch).orElse(null);
  }

  private Path makeDirectory(Instant now) {
    try {
      Files.createDirectories(options.workDirectory());
      OldPlans.remove(options.workDirectory(), now);
      return Files.createTempDirectory(options.workDirectory(), OldPlans.START);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot keep the plan's lists under " + options.workDirectory(), e);
    }
  }
}
