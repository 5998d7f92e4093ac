package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.processors.work.JobOutcome;
import fr.mangatheque.continuity.processors.work.JobTask;
import fr.mangatheque.continuity.processors.work.JobVoice;
import fr.mangatheque.continuity.processors.work.StoreCauses;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.storage.Listing;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The job {@code cdn}: a sample of each source's objects, as its CDN gives them. One object at a
 * time, for it is in no hurry. Thread-safe.
 */
public final class CdnJob implements JobTask {
  public static final String NAME = "cdn";

  private final Map<String, CdnStores> stores;
  private final int sample;
  private final Duration limit;
  private final Duration mayLag;
  private final InstantSource clock;

  /**
   * @param stores of the sources that are behind a CDN; the caller closes them after the worker
   * @param sample objects of a run
   * @param limit the longest an object may take
   * @param mayLag how long a cache may give what the origin had before
   */
  public CdnJob(
      Collection<CdnStores> stores,
      int sample,
      Duration limit,
      Duration mayLag,
      InstantSource clock) {
    this.stores = stores.stream().collect(Collectors.toMap(CdnStores::source, Function.identity()));
    this.sample = sample;
    this.limit = limit;
    this.mayLag = mayLag;
    this.clock = clock;
  }

  @Override
  public JobOutcome run(JobRequest request, JobVoice voice) throws InterruptedException {
    CdnStores of = stores.get(request.getSource());
    if (of == null) {
      return new JobOutcome.Skipped(
          "the source '%s' has no CDN: sources.NAME.cdn".formatted(request.getSource()));
    }
    Set<ObjectKey> keys;
    try {
      keys =
          new CdnSample(sample, RandomGenerator.getDefault()).of(Listing.of(of.originLister(), ""));
    } catch (StoreException e) {
      return new JobOutcome.Failed(
          StoreCauses.of(e),
          "the source could not be listed, so no sample was drawn: " + e.getMessage());
    }
    if (keys.isEmpty()) {
      return new JobOutcome.Skipped("the source is empty");
    }
    CdnTally tally = new CdnTally();
    try (CdnCheck check = new CdnCheck(of, limit, mayLag, clock)) {
      for (ObjectKey key : keys) {
        tally.add(check.check(key));
        voice.progress(tally.objects(), (long) keys.size(), List.of(), key.value());
      }
    }
    return tally.outcome();
  }
}
