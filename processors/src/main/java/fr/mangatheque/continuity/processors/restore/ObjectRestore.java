package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.processors.restore.Agreed.Mention;
import fr.mangatheque.continuity.processors.restore.VersionFetch.Fetched;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does what is to be done about one key. Thread-safe; calls block. */
final class ObjectRestore {
  private final Selection selection;
  private final RestoreOptions options;
  private final BackupAccess backup;
  private final Destination to;
  private final Attempts attempts;
  private final VersionFetch fetch;
  private final Preparation preparation;

  ObjectRestore(
      Selection selection,
      RestoreOptions options,
      BackupAccess backup,
      Destination to,
      Attempts attempts,
      VersionFetch fetch) {
    this.selection = selection;
    this.options = options;
    this.backup = backup;
    this.to = to;
    this.attempts = attempts;
    this.fetch = fetch;
    this.preparation = new Preparation(to, attempts);
  }

  /**
   * Prepares the destination, which the first write else waits for.
   *
   * @throws PreparationException if nothing at all can be written
   */
  void prepare() {
    preparation.await();
  }

  /**
   * Does it.
   *
   * @return what became of it; empty where there was nothing to do and nothing was asked
   * @throws StoreException if one of the stores could not be asked
   * @throws PreparationException if nothing at all can be written
   */
  Optional<ObjectOutcome> run(Look unsettled, Mention mention) {
    Look look = unsettled.settle(selection, options, backup, to, attempts);
    if (look.candidate() instanceof Candidate.Nameless it) {
      return look.wanted() instanceof Wanted.Version version
          ? Optional.of(new ObjectOutcome.Failed(it.name(), version.size(), PlanTally.NAMELESS))
          : Optional.empty();
    }
    Meeting meeting = look.meeting();
    if (meeting == null) {
      return Optional.empty();
    }
    DestinationObject there = meeting.there();
    Wanted.Version wanted = look.wanted() instanceof Wanted.Version version ? version : null;
    Step step = Step.of(wanted != null, look.standing(), options, mention.of(there));
    return wanted != null
        ? Optional.of(give(meeting.key(), wanted, there, step))
        : there == null ? Optional.empty() : take(there, step);
  }

  private ObjectOutcome give(
      ObjectKey key, Wanted.Version wanted, @Nullable DestinationObject there, Step step) {
    return switch (step) {
      case Step.Nothing _ -> new ObjectOutcome.Right(key, wanted.name(), wanted.size());
      case Step.Skip skip -> new ObjectOutcome.Skipped(key, wanted.size(), skip.reason());
      case Step.Write _ ->
          to.cannotHold(key)
              .<ObjectOutcome>map(
                  reason -> new ObjectOutcome.Failed(key.value(), wanted.size(), reason))
              .orElseGet(() -> write(key, wanted, there));
      case Step.Leave _, Step.Delete _, Step.Keep _ ->
          throw new IllegalStateException("what is wanted is not deleted: " + key);
    };
  }

  private ObjectOutcome write(
      ObjectKey key, Wanted.Version wanted, @Nullable DestinationObject there) {
    return switch (fetch.fetch(key, wanted.alive())) {
      case Fetched.Lost lost -> new ObjectOutcome.Failed(key.value(), wanted.size(), lost.reason());
      case Fetched.Found found -> {
        try (var content = found.content()) {
          preparation.await();
          yield switch (attempts.of(
              "the writing of " + key, () -> to.write(key, content, found.headers(), there))) {
            case DONE -> new ObjectOutcome.Restored(key, found.version(), content.size());
            case CHANGED ->
                new ObjectOutcome.Skipped(
                    key,
                    wanted.size(),
                    "others wrote or removed it at the destination meanwhile: what they left was"
                        + " not touched, run again");
          };
        }
      }
    };
  }

  private Optional<ObjectOutcome> take(DestinationObject there, Step step) {
    return switch (step) {
      case Step.Nothing _, Step.Leave _ -> Optional.empty();
      case Step.Keep keep ->
          Optional.of(new ObjectOutcome.NotDeleted(there.key(), there.size(), keep.reason()));
      case Step.Delete _ -> {
        preparation.await();
        yield Optional.of(
            attempts.of("the deletion of " + there.key(), () -> to.delete(there))
                ? new ObjectOutcome.Deleted(there.key(), there.size())
                : new ObjectOutcome.NotDeleted(
                    there.key(), there.size(), "others changed it meanwhile"));
      }
      case Step.Skip _, Step.Write _ ->
          throw new IllegalStateException("what is not wanted is not written: " + there.key());
    };
  }
}
