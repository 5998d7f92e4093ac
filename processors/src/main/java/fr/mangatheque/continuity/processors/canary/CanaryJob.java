package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.processors.work.JobOutcome;
import fr.mangatheque.continuity.processors.work.JobTask;
import fr.mangatheque.continuity.processors.work.JobVoice;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.storage.ObjectCreator;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job {@code canary}: a round trip, and a sign of life once it is proven. Thread-safe. */
public final class CanaryJob implements JobTask {
  private static final Logger log = LoggerFactory.getLogger(CanaryJob.class);

  private final Map<String, CanaryStores> stores;
  private final LedgerWord ledger;
  private final Duration limit;
  private final CanaryMetrics metrics;
  private final Topics topics;
  private final InstantSource clock;

  /**
   * @param stores of the sources; the caller closes them after the worker
   * @param ledger is asked where a source may not be written to
   * @param limit the longest a round trip may take
   */
  public CanaryJob(
      Collection<CanaryStores> stores,
      LedgerWord ledger,
      Duration limit,
      Topics topics,
      MeterRegistry registry,
      InstantSource clock) {
    this.stores =
        stores.stream().collect(Collectors.toMap(CanaryStores::source, Function.identity()));
    this.ledger = ledger;
    this.limit = limit;
    this.metrics = new CanaryMetrics(registry);
    this.topics = topics;
    this.clock = clock;
  }

  @Override
  public JobOutcome run(JobRequest request, JobVoice voice) throws InterruptedException {
    CanaryMessages messages = new CanaryMessages(request, voice, topics, clock);
    Patience patience = new Patience(limit);
    Outcome outcome = outcome(request, messages, patience);
    Duration took = patience.spent();
    metrics.ended(request.getSource(), outcome, took);
    return switch (outcome) {
      case Outcome.Proven proven -> {
        // a sign of life comes before the word that all went well
        messages.heartbeat(proven, took);
        yield new JobOutcome.Succeeded(
            List.of(
                new Figure("bytes", proven.size()), new Figure("round-trip-ms", took.toMillis())),
            "%s came through and was read back in %d ms".formatted(proven.key(), took.toMillis()));
      }
      case Outcome.Failed(CauseClass cause, String detail) -> new JobOutcome.Failed(cause, detail);
      case Outcome.Skipped(String why) -> new JobOutcome.Skipped(why);
    };
  }

  private Outcome outcome(JobRequest request, CanaryMessages messages, Patience patience)
      throws InterruptedException {
    CanaryStores of = stores.get(request.getSource());
    if (of == null) {
      return new Outcome.Skipped("there is no source '%s' here".formatted(request.getSource()));
    }
    try {
      return trip(of, messages).make(patience);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      log.atError().addKeyValue("run", request.getRunId()).setCause(e).log("A canary met a fault");
      return new Outcome.Failed(CauseClass.INTERNAL, e.toString());
    }
  }

  private Trip trip(CanaryStores of, CanaryMessages messages) {
    ObjectCreator writer = of.writer();
    return writer == null
        ? new NewestTrip(of, ledger)
        : new WrittenTrip(of, writer, messages::announce, clock);
  }
}
