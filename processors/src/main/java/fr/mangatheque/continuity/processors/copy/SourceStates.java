package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.storage.backup.EntryLister;
import fr.mangatheque.continuity.storage.limit.LimitedReads;
import fr.mangatheque.continuity.storage.limit.LimitedStore;
import fr.mangatheque.continuity.storage.limit.Use;
import fr.mangatheque.continuity.storage.staging.Staging;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A source as copies see it, by why they are made. Thread-safe. */
final class SourceStates {
  private final Map<Use, SourceState> states = new EnumMap<>(Use.class);

  private SourceStates(Function<Use, SourceState> state) {
    for (RequestReason reason : RequestReason.values()) {
      states.computeIfAbsent(CopyUse.dueTo(reason), state);
    }
  }

  static SourceStates of(
      SourceStores stores,
      CopySettings settings,
      Staging staging,
      Failpoints failpoints,
      InstantSource clock) {
    Sampler sampler = new Sampler(settings.readBackFirst(), settings.readBackOneIn());
    ETagKnowledge etags = new ETagKnowledge(stores.name());
    ETagKnowledge etagsOfBackup = new ETagKnowledge("the backup of " + stores.name());
    return new SourceStates(
        use -> {
          LimitedReads origin =
              new LimitedReads(stores.origin(), stores.originLister(), stores.originLimit(), use);
          LimitedStore backup = new LimitedStore(stores.backup(), stores.backupLimit(), use);
          EntryCheck check = new EntryCheck(backup, stores.layout(), clock);
          return new SourceState(
              stores,
              origin,
              backup,
              new EntryLister(backup, stores.layout()),
              check,
              new EntryKeeping(backup, stores.layout(), check, sampler, failpoints),
              new OriginReading(origin, staging, etags, failpoints),
              new OriginReading(backup, staging, etagsOfBackup, failpoints));
        });
  }

  /** For a request that was sent for this reason. */
  SourceState dueTo(RequestReason reason) {
    return Objects.requireNonNull(states.get(CopyUse.dueTo(reason)));
  }
}
