package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.app.command.backup.OpenBackup;
import fr.mangatheque.continuity.app.command.backup.PatientReads;
import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.AsOf;
import fr.mangatheque.continuity.storage.backup.EntryLister;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import fr.mangatheque.continuity.storage.backup.KeyAsOf;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a person names, or says what there is instead. Each call throws {@link StoreException}
 * if the backup could not tell.
 */
public final class Known {
  private final OpenBackup backup;
  private final PatientReads reads;

  public Known(OpenBackup backup) {
    this.backup = backup;
    this.reads = backup.patientReads();
  }

  /**
   * All entries of a key.
   *
   * @throws CommandFailure if the backup never had it
   */
  public List<HeldEntry> entries(ObjectKey key) {
    List<HeldEntry> entries = new EntryLister(reads, backup.layout()).entries(key);
    if (entries.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOTHING,
          "the backup of "
              + backup.source()
              + " never had a key "
              + Told.key(key.value())
              + new Neighbours(reads, backup.layout()).told(key.value()));
    }
    return entries;
  }

  /**
   * The copies of what a key was.
   *
   * @param asOf null for now
   * @throws CommandFailure if it had no content then
   */
  public List<HeldEntry> copies(ObjectKey key, @Nullable Instant asOf) {
    List<HeldEntry> entries = entries(key);
    KeyAsOf.State state =
        (asOf == null ? AsOf.latest() : AsOf.of(asOf))
            .read(new KeyEntries(new KeyEntries.Owner.Key(key), entries))
            .state();
    return switch (state) {
      case KeyAsOf.Alive alive -> alive.copies();
      case KeyAsOf.Deleted _, KeyAsOf.Erased _, KeyAsOf.Unknown _ ->
          throw new CommandFailure(
              ExitCode.NOTHING,
              WhatItWas.without(Told.key(key.value()), state, entries, asOf).orElseThrow());
    };
  }

  /**
   * Makes sure that the backup has or had a key that starts so.
   *
   * @throws CommandFailure if it never had
   */
  public void requirePrefix(String prefix) {
    boolean[] found = {false};
    new KeyWalk(reads, backup.layout(), prefix)
        .visit(
            (_, _) -> {
              found[0] = true;
              return false;
            });
    if (!found[0]) {
      throw noPrefix(prefix);
    }
  }

  CommandFailure noPrefix(String prefix) {
    return new CommandFailure(
        ExitCode.NOTHING,
        "no key ever started with "
            + Told.key(prefix)
            + " in the backup of "
            + backup.source()
            + new Neighbours(reads, backup.layout()).told(prefix));
  }
}
