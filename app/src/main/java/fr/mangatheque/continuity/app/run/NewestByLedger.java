package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.processors.canary.LedgerWord;
import fr.mangatheque.continuity.processors.canary.RecentProofs;
import fr.mangatheque.continuity.processors.ledger.Finding;
import fr.mangatheque.continuity.processors.ledger.Ledger;
import fr.mangatheque.continuity.processors.ledger.ObjectView;
import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/**
 * The ledger's word on the newest of the objects that it keeps in this process.
 *
 * @param candidates objects of a source that were proven of late, the newest first
 * @param ledger how an object stands
 */
record NewestByLedger(
    Function<String, List<ObjectId>> candidates, Function<ObjectId, Finding> ledger)
    implements LedgerWord {
  static NewestByLedger of(Topics topics, KafkaConnection kafka, Ledger ledger) {
    return new NewestByLedger(new RecentProofs(topics, kafka)::newest, ledger::find);
  }

  @Override
  public Answer newest(String source) {
    List<ObjectId> proven;
    try {
      proven = candidates.apply(source);
    } catch (KafkaException e) {
      return new Answer.Unavailable("Kafka does not tell what was proven of late: " + e);
    }
    String why = null;
    for (ObjectId object : proven) {
      switch (ledger.apply(object)) {
        case Finding.Found(ObjectView view) -> {
          Optional<Answer> known = known(object, view);
          if (known.isPresent()) {
            return known.get();
          }
        }
        case Finding.Unknown() -> {}
        case Finding.Elsewhere elsewhere ->
            why =
                "none of the newest objects is kept here; %s is kept at %s:%d"
                    .formatted(object, elsewhere.host(), elsewhere.port());
        case Finding.Unavailable(String told) -> why = told;
      }
    }
    return why == null ? new Answer.Nothing() : new Answer.Unavailable(why);
  }

  private static Optional<Answer> known(ObjectId object, ObjectView view) {
    ObjectView.Version version = view.version();
    if (version == null || view.state() != ObjectView.State.PROTECTED) {
      return Optional.empty();
    }
    return EntryNames.parse(version.name())
        .filter(EntryName.Version.class::isInstance)
        .map(
            entry ->
                new Answer.Protected(
                    new ObjectKey(object.objectKey()),
                    (EntryName.Version) entry,
                    version.size(),
                    version.etag()));
  }
}
