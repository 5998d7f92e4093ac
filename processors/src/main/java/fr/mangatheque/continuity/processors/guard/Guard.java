package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetterHandler;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.state.PendingDeletionRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guards of all sources, running: word of deletions in, decisions and failures out, exactly
 * once. Start it when its topics exist. A stream thread that fails is replaced. Thread-safe.
 */
public final class Guard implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Guard.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final KafkaStreams streams;
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
    streams =
        new KafkaStreams(
            GuardTopology.of(topics, settings, cases, new GuardMetrics(registry, cases)),
            configuration(settings, topics, kafka, deadLetters));
    streams.setUncaughtExceptionHandler(
        failure -> {
          log.atError().setCause(failure).log("A thread of the guard failed and is replaced");
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
  }

  static Properties configuration(
      GuardSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    Map<String, Object> own = new HashMap<>(DeadLetterHandler.settings(deadLetters));
    own.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + "continuity-guard");
    own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // no decision rests on the time of a record, and foreign clients may write none
    own.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
    own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    own.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    own.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    own.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
    own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    own.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        kafka.instanceId());
    own.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
    own.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1500);
    own.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    Properties properties = new Properties();
    properties.putAll(kafka.client(own));
    return properties;
  }

  /** Starts; returns at once. */
  public void start() {
    streams.start();
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
          streams.store(
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
    return streams.state().isRunningOrRebalancing();
  }

  /** Whether it has taken its partitions and works. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Its state in a word, for people. */
  public String describe() {
    return streams.state().name();
  }

  /** Commits and stops, within seconds. What was not committed is done again at the next start. */
  @Override
  public void close() {
    if (!streams.close(CLOSE_WITHIN)) {
      log.atWarn().log("The guard did not stop in time; it goes on where it committed last");
    }
  }
}
