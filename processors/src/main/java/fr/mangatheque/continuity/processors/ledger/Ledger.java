package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetterHandler;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger, running: hints and results in, requests and failures out, exactly once. Start it when
 * its topics exist. A stream thread that fails is replaced.
 */
public final class Ledger implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ledger.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final KafkaStreams streams;
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
    streams =
        new KafkaStreams(
            LedgerTopology.of(topics, settings, metrics),
            configuration(settings, topics, kafka, deadLetters));
    streams.setUncaughtExceptionHandler(
        failure -> {
          log.atError().setCause(failure).log("A thread of the ledger failed and is replaced");
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    lookup = new LedgerLookup(streams, settings);
    processes = new LedgerProcesses(streams, settings, topics.objectChanges().name());
    questions = new LedgerQuestions(streams, settings, processes);
  }

  static Properties configuration(
      LedgerSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    Map<String, Object> own = new HashMap<>(DeadLetterHandler.settings(deadLetters));
    own.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + "continuity-ledger");
    own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    own.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TimestampOrEpoch.class.getName());
    own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    own.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    own.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    own.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
    // for the few accounts of sources only: no other store is cached
    own.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 1024 * 1024);
    own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    own.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        kafka.instanceId());
    own.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
    own.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1500);
    own.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    if (settings.advertised() != null) {
      own.put(StreamsConfig.APPLICATION_SERVER_CONFIG, settings.advertised());
    }
    Properties properties = new Properties();
    properties.putAll(kafka.client(own));
    return properties;
  }

  /** Starts; returns at once. */
  public void start() {
    streams.start();
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
      log.atWarn().log("The ledger did not stop in time; it goes on where it committed last");
    }
  }
}
