package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.storage.backup.AsOf;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import fr.mangatheque.continuity.storage.backup.KeyAsOf;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which lines a key has in a listing. Pure.
 *
 * @param asOf the moment listed
 * @param versions whether all entries up to it are wanted, whatever the key is then
 * @param deleted whether keys that are gone are
 */
record Rows(AsOf asOf, boolean versions, boolean deleted) {
  List<Row> of(String key, KeyEntries entries) {
    KeyAsOf state = asOf.read(entries);
    if (versions) {
      HeldEntry current = current(state.state());
      return entries.entries().stream()
          .filter(entry -> !state.later().contains(entry))
          .map(entry -> row(key, entry, entry.equals(current)))
          .toList();
    }
    return shown(state.state()).map(entry -> List.of(row(key, entry, true))).orElse(List.of());
  }

  private Optional<HeldEntry> shown(KeyAsOf.State state) {
    return switch (state) {
      case KeyAsOf.Alive alive -> Optional.of(alive.preferred());
      case KeyAsOf.Deleted gone -> deleted ? Optional.of(gone.marker()) : Optional.empty();
      case KeyAsOf.Erased gone -> deleted ? Optional.of(gone.entry()) : Optional.empty();
      case KeyAsOf.Unknown _ -> Optional.empty();
    };
  }

  private static @Nullable HeldEntry current(KeyAsOf.State state) {
    return switch (state) {
      case KeyAsOf.Alive alive -> alive.preferred();
      case KeyAsOf.Deleted gone -> gone.marker();
      case KeyAsOf.Erased gone -> gone.entry();
      case KeyAsOf.Unknown _ -> null;
    };
  }

  private static Row row(String key, HeldEntry held, boolean current) {
    String entry = held.name().format();
    return switch (held.name()) {
      case EntryName.Version version ->
          new Row(
              key,
              Row.VERSION,
              version.instant(),
              current,
              held.size(),
              version.sha256().hex(),
              version.etag().value(),
              version.repair() == 0 ? null : version.repair(),
              entry,
              held.storedAt());
      case EntryName.Marker marker -> gone(key, Row.DELETED, held, marker, current);
      case EntryName.Erased erased -> gone(key, Row.ERASED, held, erased, current);
    };
  }

  private static Row gone(
      String key, String state, HeldEntry held, EntryName name, boolean current) {
    return new Row(
        key,
        state,
        name.instant(),
        current,
        null,
        null,
        null,
        null,
        name.format(),
        held.storedAt());
  }
}
