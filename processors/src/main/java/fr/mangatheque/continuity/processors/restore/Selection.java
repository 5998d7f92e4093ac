package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.backup.AsOf;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be restored.
 *
 * @param asOf the moment; null for the newest of each key, entries dated in the future included
 * @param includeDeletedSince also what was deleted at this time or later, as it was before; null if
 *     what was gone at the moment stays gone
 */
public record Selection(
    Scope scope, @Nullable Instant asOf, @Nullable Instant includeDeletedSince) {
  public Selection {
    if (asOf != null && includeDeletedSince != null && includeDeletedSince.isAfter(asOf)) {
      throw new IllegalArgumentException(
          "deletions after "
              + asOf
              + " are undone anyway, not only those since "
              + includeDeletedSince);
    }
  }

  /** The newest of everything. */
  public static Selection everything() {
    return new Selection(new Scope.All(), null, null);
  }

  /** The moment; empty for the newest of each key. */
  public Optional<Instant> moment() {
    return Optional.ofNullable(asOf);
  }

  AsOf view() {
    return asOf == null ? AsOf.latest() : AsOf.of(asOf);
  }
}
