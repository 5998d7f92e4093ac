package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.processors.copy.EntryCheck.Finding;
import fr.mangatheque.continuity.processors.copy.OriginReading.Reading;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryWriter;
import fr.mangatheque.continuity.storage.limit.LimitedStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries and makes sure that the backup keeps them. What stands there already is examined;
 * what is wrong there is left, and a repaired copy written beside it.
 */
final class EntryKeeping {
  /** So many wrong copies of one version are stepped over before a person must look. */
  private static final int MOST_REPAIRS = 20;

  private final LimitedStore backup;
  private final EntryWriter writer;
  private final EntryCheck check;
  private final Sampler sampler;
  private final Failpoints failpoints;

  EntryKeeping(
      LimitedStore backup,
      BackupLayout layout,
      EntryCheck check,
      Sampler sampler,
      Failpoints failpoints) {
    this.backup = backup;
    this.writer = new EntryWriter(backup, layout);
    this.check = check;
    this.sampler = sampler;
    this.failpoints = failpoints;
  }

  /**
   * An entry that stands.
   *
   * @param written whether it was written now; false if it was there
   * @param verifiedAt when all its bytes were read back; null if they were not
   */
  record Kept(EntryName.Version name, boolean written, @Nullable Instant verifiedAt) {}

  /**
   * Writes a version, or a repaired copy of it.
   *
   * @param inDoubt whether all bytes are to be read back, of what stands there already, too: what
   *     the store says of them may be what it was told, not what it keeps
   * @throws CopyFailure if the backup does not keep it
   */
  Kept keep(
      ObjectKey key, EntryName.Version wanted, Reading reading, boolean inDoubt, Journey journey) {
    EntryName.Version name = wanted;
    int lost = 0;
    for (int repairs = 0; repairs <= MOST_REPAIRS; ) {
      boolean written = write(key, name, reading, journey) instanceof Creation.Created;
      Finding finding =
          inDoubt
              ? read(key, name, reading, journey)
              : examine(key, name, reading, written, journey);
      switch (finding) {
        case Finding.Right right -> {
          failpoints.at(Failpoints.Step.AFTER_VERIFY);
          return new Kept(name, written, right.readBackAt());
        }
        case Finding.Missing _ -> {
          lost++;
          if (written) {
            lied(journey, "the backup took " + name + " and does not have it");
          }
        }
        case Finding.Wrong wrong -> {
          if (written) {
            lost++;
            lied(journey, wrong.how());
          } else {
            journey.doubt(Causes.of(Stage.VERIFICATION, CauseClass.WRONG_IN_BACKUP, wrong.how()));
          }
          name = name.repaired();
          repairs++;
        }
      }
      if (lost > 1) {
        throw notKept(written, name);
      }
    }
    throw notKept(true, name);
  }

  private Creation write(ObjectKey key, EntryName.Version name, Reading reading, Journey journey) {
    journey.enter(Stage.BACKUP);
    failpoints.at(Failpoints.Step.BEFORE_PUT);
    Creation creation =
        writer.version(
            key,
            name,
            reading.content(),
            reading.info().headers(),
            reading.info().etag(),
            reading.info().lastModified());
    failpoints.at(Failpoints.Step.AFTER_PUT);
    return creation;
  }

  private Finding examine(
      ObjectKey key, EntryName.Version name, Reading reading, boolean written, Journey journey) {
    journey.enter(Stage.VERIFICATION);
    if (!written) {
      return check.byChecksum(key, name, reading.content().size());
    }
    if (sampler.takes()) {
      return check.byReading(key, name, reading.content().size());
    }
    return backup.traits().verifiesOnReceipt()
        ? new Finding.Right(null)
        : check.byTag(key, name, reading.content());
  }

  private Finding read(ObjectKey key, EntryName.Version name, Reading reading, Journey journey) {
    journey.enter(Stage.VERIFICATION);
    return check.byReading(key, name, reading.content().size());
  }

  private void lied(Journey journey, String how) {
    sampler.again();
    journey.doubt(Causes.of(Stage.VERIFICATION, CauseClass.NOT_KEPT, how));
  }

  private static CopyFailure notKept(boolean written, EntryName name) {
    return written
        ? new CopyFailure(
            Stage.VERIFICATION,
            CauseClass.NOT_KEPT,
            "the backup said that it kept " + name + ", twice, and did not")
        : new CopyFailure(
            Stage.BACKUP,
            CauseClass.CONTRADICTION,
            "the backup says that " + name + " exists already, and that it does not");
  }

  /**
   * Writes a deletion marker.
   *
   * @throws CopyFailure if the backup does not keep it
   */
  void mark(ObjectKey key, EntryName.Marker marker, Journey journey) {
    boolean written = true;
    for (int tries = 0; tries < 2; tries++) {
      journey.enter(Stage.BACKUP);
      failpoints.at(Failpoints.Step.BEFORE_PUT);
      written = writer.marker(key, marker) instanceof Creation.Created;
      failpoints.at(Failpoints.Step.AFTER_PUT);
      journey.enter(Stage.VERIFICATION);
      if (check.exists(key, marker)) {
        failpoints.at(Failpoints.Step.AFTER_VERIFY);
        return;
      }
    }
    throw notKept(written, marker);
  }
}
