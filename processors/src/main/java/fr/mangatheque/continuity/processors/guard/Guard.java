package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.state.PendingDeletionRecord;
import fr.mangatheque.continuity.schemas.streams.RunningTopology;
import fr.mangatheque.continuity.schemas.streams.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guards of all sources, running: word of deletions in, decisions and failures out, exactly
 * once. Start it when its topics exist. A stream thread that fails is replaced. Thread-safe.
 */
public final class Guard implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Guard.class);

  private final RunningTopology topology;
  private final GuardSettings settings;
  private final OpenCases cases = new OpenCases();

  /**
   * @param deadLetters where records go that nobody can read
   * @param registry for what the guard counts; Prometheus or any other
   */
  public Guard(
      GuardSettings settings,
      Topics topics,
      KafkaConnection kafka,
      DeadLetters deadLetters,
      MeterRegistry registry) {
    this.settings = settings;
    topology =
        new RunningTopology(
            "guard",
            GuardTopology.of(topics, settings, cases, new GuardMetrics(registry, cases)),
            settings(settings, topics, kafka, deadLetters));
  }

  static StreamsSettings settings(
      GuardSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    return StreamsSettings.of(
        "continuity-guard", settings.stateDirectory(), topics, kafka, deadLetters);
  }

  /** Starts; returns at once. */
  public void start() {
    topology.start();
  }

  /**
   * The cases that are open, of the sources whose partitions are this process's, the oldest first.
   * May run ahead of the last commit. Does not wait.
   */
  public List<OpenCase> open() {
    return cases().sorted(Comparator.comparing(OpenCase::since)).toList();
  }

  /** The case of that name, if it is open and its source's partition is this process's. */
  public Optional<OpenCase> find(String caseId) {
    return cases().filter(it -> it.id().equals(caseId)).findAny();
  }

  private Stream<OpenCase> cases() {
    return cases.states().entrySet().stream()
        .flatMap(guard -> openCase(guard.getKey(), guard.getValue()).stream());
  }

  private Optional<OpenCase> openCase(String source, GuardState state) {
    return state.phase() instanceof Phase.Tripped(Phase.Case open)
        ? Optional.of(
            new OpenCase(
                open.id(),
                source,
                open.since(),
                state.pending(),
                state.bytes(),
                state.audited(),
                examples(source, open)))
        : Optional.empty();
  }

  /** Those that wait now, or that did when it tripped if the store cannot be read. */
  private List<String> examples(String source, Phase.Case open) {
    try {
      return GuardStores.waiting(
          topology
              .streams()
              .store(
                  StoreQueryParameters.fromNameAndType(
                          GuardStores.PENDING,
                          QueryableStoreTypes.<String, PendingDeletionRecord>keyValueStore())
                      .withPartition(settings.partitionOf(source))),
          source,
          Phase.Case.EXAMPLES);
    } catch (IllegalStateException | InvalidStateStoreException e) {
      log.atDebug().setCause(e).log("The store is moving; older examples are shown");
      return open.raised();
    }
  }

  /** Whether it works or is about to: a rebalance is no failure. */
  public boolean isHealthy() {
    return topology.isHealthy();
  }

  /** Whether it has taken its partitions and works. */
  public boolean isRunning() {
    return topology.isRunning();
  }

  /** Its state in a word, for people. */
  public String describe() {
    return topology.describe();
  }

  /** Commits and stops, within seconds. What was not committed is done again at the next start. */
  @Override
  public void close() {
    topology.close();
  }
}
