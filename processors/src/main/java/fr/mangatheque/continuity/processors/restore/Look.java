package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is looked at: first by listings alone, then, where these do not tell, by asking.
 *
 * @param meeting null before it is asked for, and where there is nothing to be decided
 * @param wanted by the selection
 * @param standing {@link Standing#UNCLEAR} also where it does not matter
 * @param settled whether nobody need be asked any more
 */
record Look(
    Candidate candidate,
    @Nullable Meeting meeting,
    Wanted wanted,
    Standing standing,
    boolean settled) {

  /** By listings alone. */
  static Look listed(Candidate candidate, Selection selection, RestoreOptions options) {
    return switch (candidate) {
      case Candidate.Met met -> of(candidate, met.meeting(), selection, options);
      case Candidate.Nameless it ->
          new Look(it, null, Wanted.of(selection, it.entries()), Standing.MISSING, true);
      case Candidate.Unlisted _, Candidate.Beyond _, Candidate.Single _ ->
          new Look(candidate, null, new Wanted.Unknown(), Standing.UNCLEAR, false);
    };
  }

  private static Look of(
      Candidate candidate, Meeting meeting, Selection selection, RestoreOptions options) {
    Wanted wanted = Wanted.of(selection, meeting.entries());
    Standing standing = Standing.listed(name(wanted), meeting.entries(), meeting.there());
    boolean settled =
        standing != Standing.UNCLEAR
            || !Step.dependsOnBytes(wanted instanceof Wanted.Version, options);
    return new Look(candidate, meeting, wanted, standing, settled);
  }

  /** By asking whoever must be asked. */
  Look settle(
      Selection selection,
      RestoreOptions options,
      BackupAccess backup,
      Destination to,
      Attempts attempts) {
    if (settled) {
      return this;
    }
    Optional<Meeting> met =
        meeting == null ? candidate.meet(backup, to, attempts) : Optional.of(meeting);
    if (met.isEmpty()) {
      return new Look(candidate, null, new Wanted.Unknown(), Standing.MISSING, true);
    }
    Look look = of(candidate, met.get(), selection, options);
    return look.settled ? look : look.examined(new Examination(to, attempts), met.get());
  }

  private Look examined(Examination examination, Meeting met) {
    return new Look(candidate, met, wanted, examination.of(met, name(wanted)), true);
  }

  /** Whether there is a key here that something could be done about. */
  boolean isNothing() {
    return settled && meeting == null && !(candidate instanceof Candidate.Nameless);
  }

  @Nullable KeyEntries entries() {
    return meeting == null ? null : meeting.entries();
  }

  @Nullable DestinationObject there() {
    return meeting == null ? null : meeting.there();
  }

  private static EntryName.@Nullable Version name(Wanted wanted) {
    return wanted instanceof Wanted.Version version ? version.name() : null;
  }
}
