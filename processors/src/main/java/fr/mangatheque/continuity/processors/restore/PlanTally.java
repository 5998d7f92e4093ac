package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.processors.restore.Agreed.Named;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import fr.mangatheque.continuity.storage.s3.MultipartSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds up a plan, key by key. One thread uses it. */
final class PlanTally implements AutoCloseable {
  private static final Duration RECENTLY = Duration.ofDays(7);

  private final Selection selection;
  private final RestoreOptions options;
  private final Destination to;
  private final Instant now;
  private final Instant moment;
  private final Path directory;
  private final RateProbe probe = new RateProbe();
  private final Agreed.Writer agreed;
  private final NamedList overwritten;
  private final NamedList kept;
  private final NamedList unprotected;
  private final NamedList extra;
  private final NamedList impossible;
  private final NamedList erased;
  private final NamedList deletedRecently;
  private final NamedList future;
  private final NamedList protectedLater;
  private final NamedList renamed;
  private Amount wanted = Amount.NOTHING;
  private Amount right = Amount.NOTHING;
  private Amount toWrite = Amount.NOTHING;
  private Amount toDelete = Amount.NOTHING;
  private Amount toLose = Amount.NOTHING;
  private long puts;
  private @Nullable String last;
  private @Nullable Instant newest;

  PlanTally(
      Selection selection, RestoreOptions options, Destination to, Instant now, Path directory) {
    this.selection = selection;
    this.options = options;
    this.to = to;
    this.now = now;
    this.moment = selection.moment().orElse(now);
    this.directory = directory;
    agreed = new Agreed.Writer(directory);
    overwritten = new NamedList(directory, "overwritten");
    kept = new NamedList(directory, "kept");
    unprotected = new NamedList(directory, "unprotected");
    extra = new NamedList(directory, "extra");
    impossible = new NamedList(directory, "impossible");
    erased = new NamedList(directory, "erased");
    deletedRecently = new NamedList(directory, "deleted-recently");
    future = new NamedList(directory, "future");
    protectedLater = new NamedList(directory, "protected-later");
    renamed = new NamedList(directory, "renamed");
  }

  void add(Look look) {
    if (look.candidate() instanceof Candidate.Nameless it) {
      nameless(it, look.wanted());
    } else if (look.meeting() != null) {
      met(look, look.meeting());
    }
  }

  private void nameless(Candidate.Nameless it, Wanted what) {
    if (what instanceof Wanted.Version version) {
      wanted = wanted.plusOne(version.size());
      impossible.add(it.name(), version.size(), NAMELESS);
    }
  }

  static final String NAMELESS = "the backup does not tell which long key these are the entries of";

  private void met(Look look, Meeting meeting) {
    if (meeting.entries() != null) {
      note(meeting.key(), meeting.entries());
    }
    switch (look.wanted()) {
      case Wanted.Version version -> wanted(look, meeting, version);
      case Wanted.Deleted deleted -> {
        deleted(meeting.key(), deleted);
        unwanted(look, meeting);
      }
      case Wanted.Erased _ -> {
        erased.add(meeting.key().value(), 0, "");
        unwanted(look, meeting);
      }
      case Wanted.Unknown _ -> unwanted(look, meeting);
    }
  }

  private void note(ObjectKey key, KeyEntries entries) {
    Instant ahead = null;
    for (HeldEntry entry : entries.entries()) {
      Instant instant = entry.name().instant();
      if (instant.isAfter(now)) {
        ahead = instant;
      } else if (!instant.isAfter(moment) && (newest == null || instant.isAfter(newest))) {
        newest = instant;
      }
    }
    if (ahead != null) {
      future.add(key.value(), entries.greatest().size(), "an entry is dated " + ahead);
    }
  }

  private void deleted(ObjectKey key, Wanted.Deleted deleted) {
    boolean recent =
        !deleted.since().isBefore(moment.minus(RECENTLY)) && !deleted.since().isAfter(moment);
    if (recent && deleted.before() != null) {
      deletedRecently.add(
          key.value(), deleted.before().preferred().size(), "deleted " + deleted.since());
    }
  }

  private void wanted(Look look, Meeting meeting, Wanted.Version version) {
    String key = meeting.key().value();
    wanted = wanted.plusOne(version.size());
    Optional<String> reason = to.cannotHold(meeting.key());
    if (reason.isPresent()) {
      impossible.add(key, version.size(), reason.get());
      return;
    }
    boolean nests = last != null && KeyOrder.isIn(last, key);
    last = key;
    to.otherName(meeting.key(), nests)
        .ifPresent(other -> renamed.add(key, version.size(), "held as " + other));
    Instant asOf = selection.asOf();
    if (asOf != null && version.alive().protectedAfter(asOf)) {
      protectedLater.add(
          key, version.size(), "received " + version.alive().copies().getLast().storedAt());
    }
    DestinationObject there = meeting.there();
    if (there != null && look.standing() == Standing.UNPROTECTED) {
      unprotected.add(key, there.size(), "last modified " + there.lastModified());
      agreed.name(meeting.section(), there, new Named(true, false));
    }
    switch (Step.of(true, look.standing(), options, Named.ALL)) {
      case Step.Write _ -> write(look, meeting, version);
      case Step.Nothing _ -> right = right.plusOne(version.size());
      case Step.Skip skip -> {
        if (look.standing() != Standing.UNPROTECTED || options.overwrite() == Overwrite.NEVER) {
          kept.add(key, there == null ? 0 : there.size(), skip.reason());
        }
      }
      case Step.Leave _, Step.Delete _, Step.Keep _ ->
          throw new IllegalStateException("what is wanted is not deleted: " + key);
    }
  }

  private void write(Look look, Meeting meeting, Wanted.Version version) {
    toWrite = toWrite.plusOne(version.size());
    probe.offer(meeting.key(), version.alive());
    MultipartSettings parts = MultipartSettings.USUAL;
    puts +=
        version.size() > parts.threshold() ? Math.ceilDiv(version.size(), parts.partSize()) + 2 : 1;
    DestinationObject there = meeting.there();
    if (there == null) {
      return;
    }
    if (look.standing() == Standing.UNPROTECTED) {
      toLose = toLose.plusOne(there.size());
    } else {
      overwritten.add(meeting.key().value(), there.size(), "last modified " + there.lastModified());
    }
  }

  private void unwanted(Look look, Meeting meeting) {
    DestinationObject there = meeting.there();
    if (there == null) {
      return;
    }
    boolean foreign = look.standing() == Standing.UNPROTECTED;
    extra.add(meeting.key().value(), there.size(), "last modified " + there.lastModified());
    if (foreign) {
      unprotected.add(meeting.key().value(), there.size(), "extra");
    }
    agreed.name(meeting.section(), there, new Named(foreign, true));
    if (options.deleteExtra() && (!foreign || options.discardUnprotected())) {
      toDelete = toDelete.plusOne(there.size());
      toLose = foreign ? toLose.plusOne(there.size()) : toLose;
    }
  }

  Amount wanted() {
    return wanted;
  }

  Amount toWrite() {
    return toWrite;
  }

  RateProbe probe() {
    return probe;
  }

  /**
   * The plan.
   *
   * @param backup what was asked of it; the run will ask for as much, and for content
   * @param destination the same
   */
  RestorePlan plan(
      Duration took,
      Requests backup,
      Requests destination,
      @Nullable Rate rate,
      List<ObjectKey> sample) {
    long deletions = toDelete.objects();
    return new RestorePlan(
        selection,
        to.name(),
        now,
        took,
        wanted,
        right,
        toWrite,
        toDelete,
        toLose,
        overwritten.soFar(),
        kept.soFar(),
        unprotected.soFar(),
        extra.soFar(),
        impossible.soFar(),
        erased.soFar(),
        deletedRecently.soFar(),
        future.soFar(),
        protectedLater.soFar(),
        renamed.soFar(),
        new Requests(backup.lists(), backup.heads(), toWrite.objects(), 0, 0),
        new Requests(
            destination.lists(),
            destination.heads() + deletions,
            destination.gets(),
            puts,
            deletions),
        rate,
        new RecoveryPoint(moment, newest),
        sample,
        directory);
  }

  @Override
  public void close() {
    agreed.close();
    List.of(
            overwritten,
            kept,
            unprotected,
            extra,
            impossible,
            erased,
            deletedRecently,
            future,
            protectedLater,
            renamed)
        .forEach(NamedList::close);
  }
}
