package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetterHandler;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
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
  private final LedgerLookup lookup;

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
  }

  static Properties configuration(
      LedgerSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    Map<String, Object> own = new HashMap<>(DeadLetterHandler.settings(deadLetters));
    own.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + "continuity-ledger");
    own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    own.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, TimestampOrEpoch.class.getName());
    own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    own.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    own.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
    own.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
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
