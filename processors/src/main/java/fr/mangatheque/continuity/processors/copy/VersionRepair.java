package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.processors.copy.EntryCheck.Finding;
import fr.mangatheque.continuity.processors.copy.EntryKeeping.Kept;
import fr.mangatheque.continuity.processors.copy.OriginReading.Reading;
import fr.mangatheque.continuity.processors.copy.VersionReading.Verdict;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryMetadata;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a version again whose entry is corrupt or missing: with the source's bytes if it still
 * holds them, else with those of another entry. One thread uses it, for one key.
 */
final class VersionRepair {
  private final SourceState source;
  private final ObjectKey key;
  private final Deadline deadline;
  private final Journey journey;
  private final VersionReading versions;

  VersionRepair(
      SourceState source,
      ObjectKey key,
      Deadline deadline,
      Journey journey,
      VersionReading versions) {
    this.source = source;
    this.key = key;
    this.deadline = deadline;
    this.journey = journey;
    this.versions = versions;
  }

  /**
   * Bytes, and what is kept beside them, as far as that is known.
   *
   * @param etag in full; null if only the name tells of it
   */
  private record Found(
      Reading reading, ObjectHeaders headers, @Nullable ETag etag, @Nullable Instant modified) {

    /** Beside the bytes goes what the version has had beside it. */
    Reading as(EntryName.Version version, Optional<EntryMetadata.Split> own) {
      ETag tag = own.map(kept -> kept.ours().etag()).orElse(etag);
      Instant time = own.map(kept -> kept.ours().lastModified()).orElse(modified);
      ObjectInfo info = reading.info();
      return new Reading(
          new ObjectInfo(
              info.key(),
              info.size(),
              tag == null ? version.etag() : tag,
              time == null ? version.instant() : time,
              own.map(EntryMetadata.Split::original).orElse(headers),
              info.sha256(),
              info.date()),
          reading.content());
    }
  }

  /**
   * Writes it, if anybody has its bytes.
   *
   * @param right entries of the key that were read and are right, by their hashes
   * @return the entry that stands now; empty if nobody has the bytes
   * @throws CopyFailure if the backup does not keep it
   */
  Optional<Verdict.Right> repair(Verdict.Broken broken, Map<Sha256, Verdict.Right> right)
      throws InterruptedException {
    Optional<Found> found = fromSource(broken.target());
    String from = "from the source";
    Verdict.Right twin =
        broken.other() != null ? broken.other() : right.get(broken.target().sha256());
    if (found.isEmpty() && twin != null) {
      found = fromBackup(twin.name(), broken.target());
      from = "from " + twin.name();
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Reading content = found.get().reading()) {
      Reading reading = found.get().as(broken.target(), beside(broken));
      Kept kept = source.keeping().keep(key, broken.target(), reading, false, journey);
      long size = content.content().size();
      if (kept.verifiedAt() == null) {
        journey.enter(Stage.VERIFICATION);
        requireRight(kept.name(), size);
      }
      tell(broken, kept.name() + " was written " + from);
      return Optional.of(new Verdict.Right(kept.name(), size));
    }
  }

  private void requireRight(EntryName.Version name, long size) {
    if (!(versions.find(name, size) instanceof Finding.Right)) {
      throw new CopyFailure(
          Stage.VERIFICATION,
          CauseClass.NOT_KEPT,
          "the backup said that it kept " + name + ", and did not");
    }
  }

  private void tell(Verdict.Broken broken, String done) {
    CauseClass what = broken.missing() ? CauseClass.NOT_KEPT : CauseClass.WRONG_IN_BACKUP;
    journey.doubt(Causes.of(Stage.VERIFICATION, what, broken.how() + "; " + done));
  }

  /** The bytes are wrong, but what is beside them was written with the version. */
  private Optional<EntryMetadata.Split> beside(Verdict.Broken broken) {
    if (broken.missing()) {
      return Optional.empty();
    }
    journey.enter(Stage.BACKUP);
    return switch (source.backup().head(source.stores().layout().entry(key, broken.last()))) {
      case Look.Found found -> Optional.of(EntryMetadata.split(found.info().headers()));
      case Look.Absent _ -> Optional.empty();
    };
  }

  /** Only what carries the version's tag is read: anything else is another version. */
  private Optional<Found> fromSource(EntryName.Version version) throws InterruptedException {
    journey.enter(Stage.ORIGIN);
    Read read = source.origin().get(key, null);
    if (!(read instanceof Read.Found answer)) {
      return Optional.empty();
    }
    if (!EntryNames.tag(answer.info().etag()).equals(version.etag())) {
      answer.close();
      return Optional.empty();
    }
    Reading reading = source.reading().read(answer, deadline, journey);
    ObjectInfo now = reading.info();
    return ifRight(
        new Found(reading, now.headers(), now.etag(), now.lastModified()), version.sha256());
  }

  private Optional<Found> fromBackup(EntryName.Version twin, EntryName.Version version)
      throws InterruptedException {
    journey.enter(Stage.BACKUP);
    Read read = source.backup().get(source.stores().layout().entry(key, twin), null);
    if (!(read instanceof Read.Found answer)) {
      return Optional.empty();
    }
    // what it reads is no content of the source
    Reading reading = source.readingBack().read(answer, deadline, new Journey());
    EntryMetadata.Split split = EntryMetadata.split(reading.info().headers());
    boolean same = HeldVersion.first(twin).equals(HeldVersion.first(version));
    return ifRight(
        new Found(
            reading,
            split.original(),
            same ? split.ours().etag() : null,
            same ? split.ours().lastModified() : null),
        version.sha256());
  }

  private static Optional<Found> ifRight(Found found, Sha256 wanted) {
    if (found.reading().content().sha256().equals(wanted)) {
      return Optional.of(found);
    }
    found.reading().close();
    return Optional.empty();
  }
}
