package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.backup.EntryLister;
import fr.mangatheque.continuity.storage.staging.Staging;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Gets sources ready for copies. A store that serves several of them has one limit. */
final class SourceStates {
  private final CopySettings settings;
  private final Staging staging;
  private final CopyMetrics metrics;
  private final Failpoints failpoints;
  private final InstantSource clock;
  private final IdentityHashMap<Object, AdaptiveLimit> limits = new IdentityHashMap<>();

  SourceStates(
      CopySettings settings,
      Staging staging,
      CopyMetrics metrics,
      Failpoints failpoints,
      InstantSource clock) {
    this.settings = settings;
    this.staging = staging;
    this.metrics = metrics;
    this.failpoints = failpoints;
    this.clock = clock;
  }

  Map<String, SourceState> of(List<SourceStores> sources) {
    Map<String, SourceState> states = new HashMap<>();
    for (SourceStores source : sources) {
      if (states.put(source.name(), of(source)) != null) {
        throw new IllegalArgumentException("two sources are called " + source.name());
      }
    }
    return states;
  }

  private SourceState of(SourceStores stores) {
    LimitedReads origin =
        new LimitedReads(
            stores.origin(), stores.originLister(), limit(stores.origin(), stores, "origin"));
    LimitedStore backup =
        new LimitedStore(stores.backup(), limit(stores.backup(), stores, "backup"));
    EntryCheck check = new EntryCheck(backup, stores.layout(), clock);
    Sampler sampler = new Sampler(settings.readBackFirst(), settings.readBackOneIn());
    return new SourceState(
        stores,
        origin,
        backup,
        new EntryLister(backup, stores.layout()),
        check,
        new EntryKeeping(backup, stores.layout(), check, sampler, failpoints),
        new OriginReading(origin, staging, new ETagKnowledge(stores.name()), failpoints));
  }

  private AdaptiveLimit limit(Object store, SourceStores stores, String side) {
    return limits.computeIfAbsent(
        store,
        _ -> {
          AdaptiveLimit limit =
              new AdaptiveLimit(
                  "the " + side + " of " + stores.name(), settings.concurrency(), clock);
          metrics.limit(stores.name(), side, limit);
          return limit;
        });
  }
}
