package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.processors.canary.LedgerWord.Answer;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectInfo;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.StoreException;
import java.util.Objects;

/**
 * Compares the newest object: what the source says of it now, what the ledger says, and what is
 * read back from the backup. One that just changes is looked at again until it rests.
 */
final class NewestTrip implements Trip {
  private final CanaryStores stores;
  private final LedgerWord ledger;
  private final ReadBack readBack;

  NewestTrip(CanaryStores stores, LedgerWord ledger) {
    this.stores = stores;
    this.ledger = ledger;
    this.readBack = new ReadBack(stores.backup(), stores.layout());
  }

  @Override
  public Outcome make(Patience patience) throws InterruptedException {
    Outcome last;
    do {
      last = attempt();
    } while (!(last instanceof Outcome.Proven || last instanceof Outcome.Skipped)
        && patience.again());
    return last;
  }

  private Outcome attempt() throws InterruptedException {
    try {
      return switch (ledger.newest(stores.source())) {
        case Answer.Protected newest -> compare(newest);
        case Answer.Nothing() -> nothing();
        case Answer.Unavailable(String why) -> new Outcome.Failed(CauseClass.NO_ANSWER, why);
      };
    } catch (StoreException e) {
      return Outcome.Failed.by(e, "the newest object could not be compared");
    }
  }

  private Outcome compare(Answer.Protected newest) {
    return switch (stores.origin().head(newest.key())) {
      case ObjectReader.Look.Found(ObjectInfo info) ->
          isSame(info, newest)
              ? readBack.compare(
                  newest.key(), newest.entry(), newest.sha256(), newest.size(), false)
              : Outcome.Failed.trip(
                  "%s has %d bytes and ETag %s in the source, and %d bytes and ETag %s by the ledger"
                      .formatted(
                          newest.key(), info.size(), info.etag(), newest.size(), newest.etag()));
      case ObjectReader.Look.Absent() ->
          Outcome.Failed.trip(
              "%s is protected by the ledger's word, and the source has none"
                  .formatted(newest.key()));
    };
  }

  private static boolean isSame(ObjectInfo info, Answer.Protected newest) {
    return info.size() == newest.size()
        && (newest.etag() == null || Objects.equals(info.etag(), newest.etag()));
  }

  private Outcome nothing() {
    boolean empty =
        stores.originLister().list(ListQuery.firstPage("")).objects().stream()
            .allMatch(object -> object.key().value().startsWith(ObjectId.CANARY_PREFIX));
    return empty
        ? new Outcome.Skipped(
            "the source is empty, and there are no credentials to write a canary into it: the way"
                + " cannot be proven before there is an object")
        : Outcome.Failed.trip("the source holds objects, and the ledger knows none as protected");
  }
}
