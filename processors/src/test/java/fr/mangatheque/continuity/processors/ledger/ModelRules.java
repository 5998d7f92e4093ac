package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the model of a bucket's history runs: the ledger's step and the naming of versions. */
interface ModelRules {
  Step step(LedgerStep ledger, ObjectState state, Input input, Instant now);

  EntryName version(Instant lastModified, Sha256 sha256, ETag etag, @Nullable EntryName greatest);
}
