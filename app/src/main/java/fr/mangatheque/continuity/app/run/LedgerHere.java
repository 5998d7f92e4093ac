package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.processors.ledger.Finding;
import fr.mangatheque.continuity.processors.ledger.Ledger;
import fr.mangatheque.continuity.processors.ledger.ObjectView.Pending;
import fr.mangatheque.continuity.processors.ledger.ObjectView.Trouble;
import fr.mangatheque.continuity.processors.ledger.ObjectView.Version;
import fr.mangatheque.continuity.producer.intake.ObjectLookup;
import fr.mangatheque.continuity.producer.intake.ObjectView;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ETag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How objects stand, by the ledger of this process.
 *
 * @param scheme how the other processes of the ledger are reached
 */
record LedgerHere(Ledger ledger, String scheme) implements ObjectLookup {
  @Override
  public Answer find(ObjectId object) {
    return switch (ledger.find(object)) {
      case Finding.Found(var view) -> new Answer.Known(view(view));
      case Finding.Unknown() -> new Answer.Unknown();
      case Finding.Elsewhere(String host, int port) ->
          new Answer.At(Addresses.of(scheme, host, port), true);
      case Finding.Unavailable(String why) -> new Answer.Unavailable(why);
    };
  }

  private static ObjectView view(fr.mangatheque.continuity.processors.ledger.ObjectView of) {
    return new ObjectView(
        word(of.state()),
        of.since(),
        version(of.version()),
        pending(of.pending()),
        of.failing() == null ? null : trouble(of.failing()),
        of.doubts().stream().map(LedgerHere::trouble).toList());
  }

  private static ObjectView.@Nullable Version version(@Nullable Version of) {
    if (of == null) {
      return null;
    }
    ETag etag = of.etag();
    return new ObjectView.Version(
        of.name(),
        of.sha256().hex(),
        of.size(),
        etag == null ? null : etag.value(),
        of.lastModified(),
        of.since());
  }

  private static ObjectView.@Nullable Pending pending(@Nullable Pending of) {
    return of == null
        ? null
        : new ObjectView.Pending(word(of.step()), of.since(), of.attempt(), of.next());
  }

  private static ObjectView.Trouble trouble(Trouble of) {
    return new ObjectView.Trouble(of.stage(), of.cause(), of.since());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
