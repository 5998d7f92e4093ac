package fr.mangatheque.continuity.processors.scrub;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetterHandler;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.LogAndSkipOnInvalidTimestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job {@code scrub}, running: a run of it grants each partition of the ledger what may be read
 * back of the source's backup. Start it when its topics exist. A stream thread that fails is
 * replaced.
 */
public final class Scrub implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scrub.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final KafkaStreams streams;

  /**
   * @param deadLetters where records go that nobody can read
   */
  public Scrub(
      ScrubSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    streams =
        new KafkaStreams(
            ScrubTopology.of(topics, settings),
            configuration(settings, topics, kafka, deadLetters));
    streams.setUncaughtExceptionHandler(
        failure -> {
          log.atError().setCause(failure).log("A thread of the scrub failed and is replaced");
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
  }

  static Properties configuration(
      ScrubSettings settings, Topics topics, KafkaConnection kafka, DeadLetters deadLetters) {
    Map<String, Object> own = new HashMap<>(DeadLetterHandler.settings(deadLetters));
    own.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + "continuity-scrub");
    own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    own.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
        LogAndSkipOnInvalidTimestamp.class.getName());
    own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    own.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    own.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    own.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    own.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        kafka.instanceId() + "-scrub");
    own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    Properties properties = new Properties();
    properties.putAll(kafka.client(own));
    return properties;
  }

  /** Starts; returns at once. */
  public void start() {
    streams.start();
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
      log.atWarn().log("The scrub did not stop in time; it goes on where it committed last");
    }
  }
}
