package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the destination for hashes where listings do not tell which bytes it has. */
final class Examination {
  private final Destination to;
  private final Attempts attempts;

  Examination(Destination to, Attempts attempts) {
    this.to = to;
    this.attempts = attempts;
  }

  /**
   * Never {@link Standing#UNCLEAR}.
   *
   * @throws StoreException if the destination could not tell, or others change the object meanwhile
   */
  Standing of(Meeting meeting, EntryName.@Nullable Version wanted) {
    DestinationObject there = meeting.there();
    Standing listed = Standing.listed(wanted, meeting.entries(), there);
    if (listed != Standing.UNCLEAR || there == null) {
      return listed;
    }
    String what = "the hash of " + there.key();
    Optional<Sha256> hash = attempts.of(what, () -> to.keptHash(there));
    if (hash.isEmpty()) {
      hash = attempts.of(what, () -> to.readHash(there));
    }
    return hash.map(known -> Standing.hashed(wanted, meeting.entries(), known))
        .orElseThrow(
            () ->
                StoreException.of(
                    StoreFault.REFUSED,
                    there.key() + " was changed at the destination while it was looked at",
                    null));
  }
}
