package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.ScanKind;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.schemas.state.StoredScan;
import fr.mangatheque.continuity.schemas.state.StoredScanHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the turns of scans over a partition: keeps their states, and comes back to them in time. */
final class ScanProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
  static final String RUNS = "scan-runs";
  static final String HISTORY = "scan-history";
  static final String SLICES = "scan-requests";
  static final String REPORTS = "job-reports";
  static final String FAILURES = "failures";
  static final String PROOFS = "copy-results";
  static final String DELETIONS = "deletions";
  static final String ENDED = "object-changes";

  private static final Logger log = LoggerFactory.getLogger(ScanProcessor.class);
  private static final Duration TICK = Duration.ofMillis(250);

  private final ScanSettings settings;
  private final ScanMetrics metrics;
  private ProcessorContext<String, SpecificRecord> context;
  private KeyValueStore<String, StoredScan> runs;
  private KeyValueStore<String, StoredScanHistory> histories;

  ScanProcessor(ScanSettings settings, ScanMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    runs = processorContext.getStateStore(RUNS);
    histories = processorContext.getStateStore(HISTORY);
    all(histories).forEach(it -> measure(it.key, it.value));
    processorContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> comeBack());
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    switch (record.value()) {
      case JobRequest request -> kind(request).ifPresent(kind -> begin(request, kind));
      case ScanResult result -> {
        if (record.key() != null) {
          turn(record.key(), turn -> turn.answered(result));
        }
      }
      default -> throw new IllegalStateException("not an input of scans: " + record.value());
    }
  }

  /** Other jobs are others'. */
  private static Optional<ScanKind> kind(JobRequest request) {
    return switch (request.getJob()) {
      case "reconcile" -> Optional.of(ScanKind.RECONCILE);
      case "audit" -> Optional.of(ScanKind.AUDIT);
      case "rebuild" -> Optional.of(ScanKind.REBUILD);
      default -> Optional.empty();
    };
  }

  private void begin(JobRequest request, ScanKind kind) {
    String schedule = ScanRecords.schedule(request.getSource(), kind);
    if (settings.sources().contains(request.getSource())) {
      turn(schedule, turn -> turn.begin(request, kind));
    } else {
      send(
          new Output.Report(
              JobReport.newBuilder()
                  .setRunId(request.getRunId())
                  .setSchedule(schedule)
                  .setSource(request.getSource())
                  .setJob(request.getJob())
                  .setPhase(JobPhase.SKIPPED)
                  .setAt(now())
                  .setDetail(
                      "There is no source "
                          + request.getSource()
                          + " here; the known ones are "
                          + new TreeSet<>(settings.sources()))
                  .build()));
    }
  }

  private interface Decision {
    Step take(ScanTurn turn);
  }

  private void turn(String schedule, Decision decision) {
    StoredScan before = runs.get(schedule);
    StoredScanHistory known = histories.get(schedule);
    StoredScanHistory history = known == null ? StoredScanHistory.newBuilder().build() : known;
    Step step = decision.take(new ScanTurn(settings.policy(), before, history, now()));
    if (!step.changed()) {
      return;
    }
    if (step.run() == null) {
      runs.delete(schedule);
    } else {
      runs.put(schedule, step.run());
    }
    histories.put(schedule, step.history());
    measure(schedule, step.history());
    step.outputs().forEach(this::send);
  }

  private void measure(String schedule, StoredScanHistory history) {
    Instant completed = history.getCompletedAt();
    if (completed != null) {
      metrics.completed(schedule, completed);
    }
  }

  /** Few schedules have a scan under way; there are three to a source. */
  private void comeBack() {
    for (KeyValue<String, StoredScan> each : all(runs)) {
      if (settings.sources().contains(each.value.getSource())) {
        turn(each.key, ScanTurn::due);
      } else {
        turn(each.key, ScanTurn::abandon);
      }
    }
  }

  private static <V> List<KeyValue<String, V>> all(KeyValueStore<String, V> store) {
    List<KeyValue<String, V>> entries = new ArrayList<>();
    try (KeyValueIterator<String, V> all = store.all()) {
      all.forEachRemaining(entries::add);
    }
    return entries;
  }

  private void send(Output output) {
    switch (output) {
      case Output.Slice slice -> forward(key(slice.request()), slice.request(), SLICES);
      case Output.Report report -> {
        tell(report.report());
        forward(report.report().getSchedule(), report.report(), REPORTS);
      }
      case Output.Failure failure ->
          forward(failure.event().getCauseKey(), failure.event(), FAILURES);
      case Output.Proof proof ->
          forward(
              proof.result().getSource() + "/" + proof.result().getObjectKey(),
              proof.result(),
              PROOFS);
      case Output.Ended ended -> forward(ended.change().getSource(), ended.change(), ENDED);
      case Output.Audited audited ->
          forward(audited.event().getSource(), audited.event(), DELETIONS);
    }
  }

  /** Shards of one scan are spread over the workers. */
  private static String key(ScanRequest request) {
    return ScanRecords.schedule(request.getSource(), request.getKind()) + "/" + request.getShard();
  }

  private static void tell(JobReport report) {
    if (report.getPhase() != JobPhase.PROGRESS) {
      log.atInfo()
          .addKeyValue("run", report.getRunId())
          .addKeyValue("phase", report.getPhase().name().toLowerCase(Locale.ROOT))
          .addKeyValue(
              "figures",
              report.getFigures().stream()
                  .map(figure -> figure.getName() + "=" + figure.getValue())
                  .toList())
          .addKeyValue("detail", report.getDetail())
          .log("Scan");
    }
  }

  private void forward(String key, SpecificRecord value, String sink) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
  }

  @Override
  public void close() {
    all(histories).forEach(it -> metrics.moved(it.key));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
