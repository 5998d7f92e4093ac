package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.producer.intake.ObjectLookup;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How objects stand, where this process keeps no ledger.
 *
 * @param process one that does; null if none is named
 */
record LedgerElsewhere(@Nullable URI process) implements ObjectLookup {
  @Override
  public Answer find(ObjectId object) {
    return process == null
        ? new Answer.Unavailable(
            "this process keeps no ledger; name one that runs with the role processors in its"
                + " intake.ledger")
        : new Answer.At(process, false);
  }
}
