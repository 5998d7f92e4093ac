package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.storage.ObjectCreator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes round trips as they are asked for, and tells what came of each. Thread-safe. */
final class CanaryRuns {
  private static final Logger log = LoggerFactory.getLogger(CanaryRuns.class);

  private final Map<String, CanaryStores> stores;
  private final LedgerWord ledger;
  private final Duration limit;
  private final CanaryMetrics metrics;
  private final InstantSource clock;

  CanaryRuns(
      Collection<CanaryStores> stores,
      LedgerWord ledger,
      Duration limit,
      CanaryMetrics metrics,
      InstantSource clock) {
    this.stores =
        stores.stream().collect(Collectors.toMap(CanaryStores::source, Function.identity()));
    this.ledger = ledger;
    this.limit = limit;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Makes one and tells of it through {@code messages}.
   *
   * @throws KafkaException if Kafka does not take the word: then it is to be made again
   */
  void run(JobRequest request, CanaryMessages messages) throws InterruptedException {
    Instant startedAt = clock.instant();
    messages.started(request, startedAt);
    Patience patience = new Patience(limit);
    Outcome outcome = outcome(request, messages, patience);
    Duration took = patience.spent();
    messages.ended(request, outcome, startedAt, took);
    metrics.ended(request.getSource(), outcome, took);
    log.atDebug()
        .addKeyValue("run", request.getRunId())
        .addKeyValue("outcome", outcome)
        .log("Canary ended");
  }

  private Outcome outcome(JobRequest request, CanaryMessages messages, Patience patience)
      throws InterruptedException {
    CanaryStores of = stores.get(request.getSource());
    if (of == null) {
      return new Outcome.Skipped("there is no source '%s' here".formatted(request.getSource()));
    }
    try {
      return trip(of, request, messages).make(patience);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      log.atError().addKeyValue("run", request.getRunId()).setCause(e).log("A canary met a fault");
      return new Outcome.Failed(CauseClass.INTERNAL, e.toString());
    }
  }

  private Trip trip(CanaryStores of, JobRequest request, CanaryMessages messages) {
    ObjectCreator writer = of.writer();
    return writer == null
        ? new NewestTrip(of, ledger)
        : new WrittenTrip(
            of, writer, (key, content) -> messages.announce(request, key, content), clock);
  }
}
