package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import fr.mangatheque.continuity.storage.backup.KeyAsOf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why a key has no content at a moment, and when it had. Pure. */
public final class WhatItWas {
  private WhatItWas() {}

  /**
   * @param key as a person reads it
   * @param entries all of the key
   * @param asOf null for now
   * @return empty if it has content
   */
  public static Optional<String> without(
      String key, KeyAsOf.State state, List<HeldEntry> entries, @Nullable Instant asOf) {
    String moment = asOf == null ? "" : " as of " + asOf;
    return switch (state) {
      case KeyAsOf.Alive _ -> Optional.empty();
      case KeyAsOf.Deleted(HeldEntry marker) ->
          Optional.of(
              key
                  + " was deleted at "
                  + marker.name().instant()
                  + (asOf == null ? "" : ", so there was nothing of it" + moment)
                  + lastBefore(entries, marker.name().instant()));
      case KeyAsOf.Erased(HeldEntry entry) ->
          Optional.of(key + " was erased on legal request at " + entry.name().instant() + moment);
      case KeyAsOf.Unknown _ ->
          Optional.of(
              "nothing was known of "
                  + key
                  + moment
                  + (entries.isEmpty()
                      ? ""
                      : ": its first entry is of " + entries.getFirst().name().instant()));
    };
  }

  private static String lastBefore(List<HeldEntry> entries, Instant deletedAt) {
    return entries.stream()
        .map(HeldEntry::name)
        .filter(name -> name instanceof EntryName.Version && name.instant().isBefore(deletedAt))
        .reduce((_, later) -> later)
        .map(name -> "; its last version before: --as-of " + name.instant())
        .orElse("");
  }
}
