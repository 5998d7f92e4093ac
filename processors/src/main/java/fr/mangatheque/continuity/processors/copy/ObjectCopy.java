package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.processors.copy.BackupDecision.IfSame;
import fr.mangatheque.continuity.processors.copy.EntryCheck.Finding;
import fr.mangatheque.continuity.processors.copy.EntryKeeping.Kept;
import fr.mangatheque.continuity.processors.copy.OriginReading.Reading;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One request: one look at one object, and what follows from it. One thread uses it, once. */
final class ObjectCopy {
  private final SourceState source;
  private final CopyRequest request;
  private final ObjectKey key;
  private final Deadline deadline;
  private final Journey journey;
  private final Failpoints failpoints;

  private @Nullable KnownEntry greatest;
  // what the ledger did not know: a write whose result was never told
  private boolean discovered;
  private IfSame ifSame = IfSame.LEAVE;
  private boolean unconditional;
  private BooleanSupplier secondLook = () -> false;

  ObjectCopy(
      SourceState source,
      CopyRequest request,
      Deadline deadline,
      Journey journey,
      Failpoints failpoints) {
    this.source = source;
    this.request = request;
    this.key = new ObjectKey(request.getObjectKey());
    this.deadline = deadline;
    this.journey = journey;
    this.failpoints = failpoints;
    Entry known = request.getGreatest();
    this.greatest = known == null ? null : KnownEntry.of(known);
  }

  /**
   * Does it.
   *
   * @param mayHaveBeenTried whether somebody may have written an entry for it and not told
   * @param isSecondLook whether the ledger still waits for this very answer: one that comes late,
   *     or is given once more, may be an answer to another absence than the one first told
   */
  Outcome run(boolean mayHaveBeenTried, BooleanSupplier isSecondLook) throws InterruptedException {
    this.secondLook = isSecondLook;
    if (mayHaveBeenTried) {
      discover();
    }
    return switch (request.getTask()) {
      case COPY, CONFIRM_ABSENCE -> look();
      case COMPARE_HEADERS -> compareHeaders();
      case VERIFY, UNKNOWN ->
          throw new CopyFailure(
              Stage.DISPATCH,
              CauseClass.REFUSED,
              "the ledger asks for a task that this version does not know: update all instances");
    };
  }

  private void discover() {
    journey.enter(Stage.BACKUP);
    Optional<HeldEntry> held = source.entries().greatest(key);
    if (held.isEmpty() || greatest != null && held.get().name().compareTo(greatest.name()) <= 0) {
      return;
    }
    greatest = KnownEntry.listed(held.get().name(), held.get().size());
    discovered = true;
    // nobody told that it was verified
    journey.enter(Stage.VERIFICATION);
    if (held.get().name() instanceof EntryName.Version version) {
      examine(version, held.get().size());
    }
  }

  private void examine(EntryName.Version version, long size) {
    Finding finding =
        isRetry()
            ? source.check().byReading(key, version, size)
            : source.check().byChecksum(key, version, size);
    switch (finding) {
      case Finding.Right _ -> {}
      case Finding.Missing _ -> ifSame = IfSame.REWRITE;
      case Finding.Wrong wrong -> {
        journey.doubt(Causes.of(Stage.VERIFICATION, CauseClass.WRONG_IN_BACKUP, wrong.how()));
        ifSame = IfSame.REWRITE;
      }
    }
  }

  /** What failed may have left bytes that the store takes for right. */
  private boolean isRetry() {
    return request.getAttempt() > 1;
  }

  /** Reads the object unless the source says that it is the one we have. */
  private Outcome look() throws InterruptedException {
    boolean conditional = greatest != null && ifSame == IfSame.LEAVE && !unconditional;
    ETag known = conditional ? greatest.etag() : null;
    journey.enter(Stage.ORIGIN);
    Read read = source.origin().get(key, known);
    failpoints.at(Failpoints.Step.AFTER_GET);
    return switch (read) {
      case Read.NotModified same -> notModified(same.lastModified());
      case Read.Absent absent -> gone(absent.date());
      case Read.Found found -> {
        if (found.info().etag().equals(known)) {
          // a source that does not know conditions
          found.close();
          yield notModified(found.info().lastModified());
        }
        yield protect(found);
      }
    };
  }

  private Outcome notModified(@Nullable Instant lastModified) throws InterruptedException {
    KnownEntry known = present();
    return lastModified != null && !known.olderThan(lastModified)
        ? unchanged(lastModified)
        : compareHeaders();
  }

  /** The content may be known: then a HEAD on either side tells whether the headers changed. */
  private Outcome compareHeaders() throws InterruptedException {
    if (greatest == null || !greatest.live() || ifSame != IfSame.LEAVE) {
      return look();
    }
    journey.enter(Stage.ORIGIN);
    if (!(source.origin().head(key) instanceof Look.Found(ObjectInfo now))
        || !now.etag().equals(greatest.etag())) {
      // whatever a GET says to the old tag, it is no longer the whole truth
      unconditional = true;
      return look();
    }
    if (!greatest.olderThan(now.lastModified()) && request.getTask() == CopyTask.COPY) {
      return unchanged(now.lastModified());
    }
    ifSame = ifSameHeaders(greatest, now);
    return ifSame == IfSame.LEAVE ? unchanged(now.lastModified()) : look();
  }

  private Outcome unchanged(Instant lastModified) {
    KnownEntry known = present();
    if (known.name() instanceof EntryName.Version version) {
      doubtIfNotAsAnnounced(version.sha256(), lastModified);
    }
    return discovered
        ? new Outcome.AlreadyPresent(known.seenAt(lastModified))
        : new Outcome.Unchanged(known, lastModified);
  }

  private Outcome gone(Instant date) {
    Absence.confirm(source.origin(), key);
    boolean confirms = request.getTask() == CopyTask.CONFIRM_ABSENCE && secondLook.getAsBoolean();
    if (!confirms || greatest == null || !greatest.live()) {
      return new Outcome.Gone(greatest);
    }
    EntryName.Marker marker = EntryNames.marker(date, greatest.name());
    source.keeping().mark(key, marker, journey);
    return new Outcome.Gone(KnownEntry.marker(marker));
  }

  private Outcome protect(Read.Found found) throws InterruptedException {
    try (Reading reading = source.reading().read(found, deadline, journey)) {
      ObjectInfo info = reading.info();
      doubtIfNotAsAnnounced(reading.content().sha256(), info.lastModified());
      return protect(reading);
    }
  }

  private Outcome protect(Reading reading) {
    ObjectInfo info = reading.info();
    BackupDecision decision =
        BackupDecision.of(
            reading.content().sha256(), info.etag(), info.lastModified(), greatest, ifSame);
    return switch (decision) {
      case BackupDecision.AlreadyPresent there ->
          new Outcome.AlreadyPresent(there.entry().seenAt(info.lastModified()));
      case BackupDecision.SameBytes there -> {
        IfSame then = ifSameHeaders(there.entry(), info);
        if (then == IfSame.LEAVE) {
          yield new Outcome.AlreadyPresent(
              there.entry().taggedAs(info.etag()).seenAt(info.lastModified()));
        }
        ifSame = then;
        yield protect(reading);
      }
      case BackupDecision.Write write -> {
        Kept kept = source.keeping().keep(key, write.name(), reading, isRetry(), journey);
        KnownEntry entry =
            new KnownEntry(
                kept.name(), info.size(), info.etag(), info.lastModified(), kept.verifiedAt());
        yield kept.written() ? new Outcome.Copied(entry) : new Outcome.AlreadyPresent(entry);
      }
    };
  }

  /** What follows from the headers that the backup keeps with an entry of the same content. */
  private IfSame ifSameHeaders(KnownEntry entry, ObjectInfo now) {
    journey.enter(Stage.BACKUP);
    return switch (source.backup().head(source.stores().layout().entry(key, entry.name()))) {
      case Look.Found kept when HeaderComparison.same(now.headers(), kept.info().headers()) ->
          IfSame.LEAVE;
      case Look.Found _ -> IfSame.ADD;
      case Look.Absent _ -> {
        journey.doubt(
            Causes.of(
                Stage.VERIFICATION,
                CauseClass.NOT_KEPT,
                "the backup no longer has " + entry.name() + "; it is written again"));
        yield IfSame.REWRITE;
      }
    };
  }

  private void doubtIfNotAsAnnounced(Sha256 sha256, Instant lastModified) {
    AnnouncementCheck.doubt(request.getAnnounced(), sha256, lastModified).ifPresent(journey::doubt);
  }

  private KnownEntry present() {
    if (greatest == null) {
      throw new CopyFailure(
          Stage.ORIGIN,
          CauseClass.PROTOCOL,
          "the source answered 304 to a GET without a condition");
    }
    return greatest;
  }
}
