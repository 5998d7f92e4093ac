package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.app.operator.WholeLedger;
import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.polling.Polling;
import fr.mangatheque.continuity.processors.drill.Promises;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** What the ledger promises, whichever process keeps it: one that moves is waited for a while. */
record PromisesOfLedger(WholeLedger ledger) implements Promises {
  private static final Polling MOVING = new Polling(Duration.ofSeconds(2), 5);

  @Override
  public Promise of(String source, ObjectKey key) throws InterruptedException {
    ObjectId object = new ObjectId(source, key.value());
    WholeLedger.Word said =
        MOVING.until(
            word -> !(word instanceof WholeLedger.Word.Silence),
            ledger.find(object),
            () -> ledger.find(object));
    return switch (said) {
      case WholeLedger.Word.Of(Known known) -> promise(known);
      case WholeLedger.Word.Nothing() -> new Promise.Unknown();
      case WholeLedger.Word.Silence(String why) -> new Promise.Untold(why);
    };
  }

  private static Promise promise(Known known) {
    Long size = known.size();
    if (known.entry() != null && size != null) {
      return EntryNames.parse(known.entry())
          .filter(EntryName.Version.class::isInstance)
          .<Promise>map(name -> new Promise.Held((EntryName.Version) name, size))
          .orElseGet(Promise.Unknown::new);
    }
    return known.state().equals("pending") ? new Promise.Unknown() : new Promise.Removed();
  }

  @Override
  public Optional<Standing> standing(String source) throws InterruptedException {
    return MOVING.until(Optional::isPresent, once(source), () -> once(source));
  }

  private Optional<Standing> once(String source) {
    return ledger
        .standings(source)
        .map(
            all ->
                new Standing(
                    all.stream().mapToLong(part -> part.totals().objects()).sum(),
                    all.stream().mapToLong(part -> part.totals().bytes()).sum(),
                    all.stream()
                        .map(part -> part.oldestPending())
                        .filter(Objects::nonNull)
                        .min(Comparator.<Instant>naturalOrder())
                        .orElse(null)));
  }
}
