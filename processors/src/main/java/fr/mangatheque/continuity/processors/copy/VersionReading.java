package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.processors.copy.EntryCheck.Finding;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.EntryName;
import org.jspecify.annotations.Nullable;

/** Reads a version back from the backup. One thread uses it, for one key. */
final class VersionReading {
  private final EntryCheck check;
  private final ObjectKey key;
  private final ReadBack readBack;

  VersionReading(EntryCheck check, ObjectKey key, ReadBack readBack) {
    this.check = check;
    this.key = key;
    this.readBack = readBack;
  }

  /** What was found of a version. */
  sealed interface Verdict {
    /** Under this name are its bytes. */
    record Right(EntryName.Version name, long size) implements Verdict {}

    /**
     * The entry that counts does not have its bytes.
     *
     * @param target the name to write them under
     * @param last the entry that was to have them
     * @param missing whether that is gone, not corrupt
     * @param other an earlier copy of the version that has them; null if none has
     */
    record Broken(
        EntryName.Version target,
        EntryName.Version last,
        boolean missing,
        String how,
        @Nullable Right other)
        implements Verdict {}
  }

  /** The last copy counts: where it is right, earlier ones may be wrong, for it repaired them. */
  Verdict read(HeldVersion version) {
    readBack.version();
    HeldVersion.Copy last = version.last();
    return switch (finding(last)) {
      case Finding.Right _ -> new Verdict.Right(last.name(), last.size());
      case Finding.Wrong wrong ->
          new Verdict.Broken(
              last.name().repaired(), last.name(), false, wrong.how(), earlier(version));
      case Finding.Missing _ ->
          new Verdict.Broken(
              last.name(),
              last.name(),
              true,
              "the backup no longer has " + last.name(),
              earlier(version));
    };
  }

  private Verdict.@Nullable Right earlier(HeldVersion version) {
    return version.copies().stream()
        .skip(1)
        .filter(copy -> finding(copy) instanceof Finding.Right)
        .map(copy -> new Verdict.Right(copy.name(), copy.size()))
        .findFirst()
        .orElse(null);
  }

  private Finding finding(HeldVersion.Copy copy) {
    Finding first =
        copy.listed() || check.exists(key, copy.name())
            ? find(copy.name(), copy.size())
            : new Finding.Missing();
    if (first instanceof Finding.Missing && copy.listed()) {
      throw new CopyFailure(
          Stage.BACKUP,
          CauseClass.CONTRADICTION,
          "the backup lists " + copy.name() + ", and says that there is no such object");
    }
    // a bit may turn over on the way, too
    return first instanceof Finding.Wrong ? find(copy.name(), copy.size()) : first;
  }

  /** Whether an entry has the bytes that its name says, and so many. */
  Finding find(EntryName.Version name, long size) {
    Finding finding = check.byReading(key, name, size);
    if (!(finding instanceof Finding.Missing)) {
      readBack.read(size);
    }
    return finding;
  }
}
