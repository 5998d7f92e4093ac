package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.streams.RunningTopology;
import fr.mangatheque.continuity.schemas.streams.StreamsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The ledger, running: hints and results in, requests and failures out, exactly once. Start it when
 * its topics exist. A stream thread that fails is replaced.
 */
public final class Ledger implements AutoCloseable {

  private final RunningTopology topology;
  private final int partitions;
  private final LedgerLookup lookup;
  private final LedgerProcesses processes;
  private final LedgerQuestions questions;

  /**
   * @param deadLetters where records go that nobody can read
   * @param registry for what the ledger counts; Prometheus or any other
   */
  public Ledger(
      LedgerSettings settings,
      Topics topics,
      KafkaConnection kafka,
      DeadLetters deadLetters,
      MeterRegistry registry) {
    partitions = settings.partitions();
    LedgerMetrics metrics = new LedgerMetrics(registry);
    topology =
        new RunningTopology(
            "ledger",
            LedgerTopology.of(topics, settings, metrics),
            settings(settings, topics, kafka, deadLetters));
    lookup = new LedgerLookup(topology.streams(), settings);
    processes = new LedgerProcesses(topology.streams(), settings, topics.objectChanges().name());
    questions = new LedgerQuestions(topology.streams(), settings, processes, metrics);
  }

  static StreamsSettings settings(
      LedgerSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    StreamsSettings common =
        StreamsSettings.of(
                "continuity-ledger", settings.stateDirectory(), topics, kafka, deadLetters)
            .with(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TimestampOrEpoch.class)
            .with(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads())
            .with(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class)
            // for the few accounts of sources only: no other store is cached
            .with(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 1024 * 1024);
    String advertised = settings.advertised();
    return advertised == null
        ? common
        : common.with(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised);
  }

  /** Starts; returns at once. */
  public void start() {
    topology.start();
  }

  /**
   * What is known of an object, if its partition is this process's; else whose it is. Reads the
   * ledger's own state, which may run ahead of its last commit, never of what is proven. Does not
   * wait; thread-safe.
   */
  public Finding find(ObjectId object) {
    return lookup.find(object);
  }

  /**
   * How the sources stand in the partitions of this process; {@link Standing#of} adds up the
   * answers of all. As far as the last change, which may be ahead of the last commit; what is
   * oldest, as of some tenths of a second ago. Does not wait; thread-safe.
   */
  public List<PartitionStanding> standing() {
    return questions.standing();
  }

  /**
   * What fails in the partitions of this process, longest failing first; {@link FailingPage#of}
   * makes one page of those of all. Does not wait; thread-safe.
   *
   * @param source its name; null for all
   * @param limit objects, {@value FailingPage#LONGEST} at the most
   * @param after the place where an earlier page ended; null for the first
   * @throws IllegalArgumentException if {@code after} is no such place
   */
  public FailingPage failing(@Nullable String source, int limit, @Nullable String after) {
    return questions.failing(source, limit, after);
  }

  /**
   * The processes of this ledger as of the last rebalance, this one first. Others that do not
   * advertise themselves may not be among them, so partitions may be in none. Does not wait;
   * thread-safe.
   */
  public List<LedgerProcess> processes() {
    return processes.all();
  }

  /** The sources that are paused, by name. Does not wait; thread-safe. */
  public SortedMap<String, Pause> pauses(Instant now) {
    return questions.pauses(now);
  }

  /** Of its inputs, and so of the ledger, in all. */
  public int partitions() {
    return partitions;
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
