package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.processors.restore.Meeting.Section;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key as the listings show it, before a side that does not list it was asked. */
sealed interface Candidate {

  /** Both listings told. */
  record Met(Meeting meeting) implements Candidate {}

  /** The destination is to be asked. */
  record Unlisted(Section section, ObjectKey key, KeyEntries entries) implements Candidate {}

  /**
   * The destination has it, and the backup's listing could not tell of it here. If the backup has
   * it, it is met elsewhere.
   */
  record Beyond(Section section, DestinationObject there) implements Candidate {}

  /** Asked for by its key: both are to be asked. */
  record Single(ObjectKey key) implements Candidate {}

  /** The backup does not tell what key these are the entries of. */
  record Nameless(String name, KeyEntries entries) implements Candidate {}

  /** Whether nobody need be asked. */
  default boolean isMet() {
    return this instanceof Met;
  }

  /** Asks. Empty where there is nothing of that key to be decided here. */
  default Optional<Meeting> meet(BackupAccess backup, Destination to, Attempts attempts) {
    return switch (this) {
      case Met met -> Optional.of(met.meeting());
      case Unlisted it ->
          Optional.of(
              new Meeting(it.section(), it.key(), it.entries(), find(to, it.key(), attempts)));
      case Beyond it ->
          KeyGroups.of(backup, it.there().key(), attempts).isPresent()
              ? Optional.empty()
              : Optional.of(new Meeting(it.section(), it.there().key(), null, it.there()));
      case Single it ->
          Optional.of(
              new Meeting(
                  Section.LISTED,
                  it.key(),
                  KeyGroups.of(backup, it.key(), attempts).orElse(null),
                  find(to, it.key(), attempts)));
      case Nameless _ -> Optional.empty();
    };
  }

  private static @Nullable DestinationObject find(
      Destination to, ObjectKey key, Attempts attempts) {
    return to.cannotHold(key).isPresent()
        ? null
        : attempts.of("the look for " + key, () -> to.find(key)).orElse(null);
  }
}
