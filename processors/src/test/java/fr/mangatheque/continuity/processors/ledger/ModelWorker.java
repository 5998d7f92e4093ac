package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A worker at one request, in two moves with any time between: it reads, then writes and tells. */
final class ModelWorker {
  private final ModelRules rules;
  private final Output.Request request;
  private final boolean redelivered;
  private @Nullable KnownEntry greatest;
  private ModelSource.@Nullable Held read;
  private @Nullable Instant readDate;
  private boolean marks;

  /**
   * @param redelivered the request may have been tried before: the backup is listed first, and no
   *     marker is written, since the second look may have been had; nor is it past the deadline
   */
  ModelWorker(ModelRules rules, Output.Request request, boolean redelivered) {
    this.rules = rules;
    this.request = request;
    this.redelivered = redelivered;
    this.greatest = request.greatest();
  }

  Output.Request request() {
    return request;
  }

  boolean redelivered() {
    return redelivered;
  }

  boolean hasRead() {
    return readDate != null;
  }

  void read(
      ModelSource source,
      NavigableSet<EntryName> backup,
      MarkerWitness witness,
      Instant real,
      Instant now) {
    boolean tried = redelivered || request.phase().ask().attempt() > 1;
    if (tried && !backup.isEmpty()) {
      EntryName last = backup.last();
      if (greatest == null || last.compareTo(greatest.name()) > 0) {
        greatest =
            new KnownEntry(
                last,
                last instanceof EntryName.Version ? ModelSource.SIZE : 0,
                last instanceof EntryName.Version v ? v.etag() : null,
                null,
                null);
      }
    }
    read = source.held();
    readDate = source.date(real);
    marks =
        read == null
            && greatest != null
            && greatest.live()
            && !redelivered
            && now.isBefore(request.phase().deadline())
            && request.phase().ask().task() == CopyTask.CONFIRM_ABSENCE;
    if (marks) {
      witness.secondLook(real);
    }
  }

  /** Writes what was read, however long ago that was. */
  Input.Result write(NavigableSet<EntryName> backup) {
    Instant date = Objects.requireNonNull(readDate);
    if (request.phase().ask().task() == CopyTask.VERIFY) {
      // what it finds of the backup tells nothing of the source
      return result(new Input.Outcome.Protected(false), request.greatest(), null);
    }
    if (read == null) {
      if (greatest == null || !marks) {
        return result(new Input.Outcome.Gone(), greatest, null);
      }
      EntryName marker = EntryNames.marker(date, greatest.name());
      backup.add(marker);
      return result(new Input.Outcome.Gone(), new KnownEntry(marker, 0, null, null, null), null);
    }
    if (greatest != null && greatest.live() && read.etag().equals(greatest.etag())) {
      return result(new Input.Outcome.Protected(false), greatest, read.lastModified());
    }
    EntryName name =
        rules.version(
            read.lastModified(),
            read.sha256(),
            read.etag(),
            greatest == null ? null : greatest.name());
    backup.add(name);
    KnownEntry entry =
        new KnownEntry(name, ModelSource.SIZE, read.etag(), read.lastModified(), null);
    return result(new Input.Outcome.Protected(true), entry, read.lastModified());
  }

  private Input.Result result(
      Input.Outcome outcome, @Nullable KnownEntry entry, @Nullable Instant lastModified) {
    return new Input.Result(request.phase().requestId(), outcome, entry, List.of(), lastModified);
  }

  /** Watches that no marker is decided on unless absence was told a window before. */
  static final class MarkerWitness {
    private @Nullable Instant firstTold;

    void told(Input.Result result, Instant now) {
      switch (result.outcome()) {
        case Input.Outcome.Gone _ -> firstTold = firstTold == null ? now : firstTold;
        case Input.Outcome.Protected _ -> firstTold = null;
        case Input.Outcome.Failed _, Input.Outcome.Verified _ -> {
          // tells nothing of the source
        }
      }
    }

    void secondLook(Instant now) {
      Duration window = Mutations.GUARD_WINDOW;
      if (firstTold == null || now.isBefore(firstTold.plus(window))) {
        throw new AssertionError("a marker at " + now + ", absence first told at " + firstTold);
      }
    }
  }
}
