package fr.mangatheque.continuity.schemas.streams;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetterHandler;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;

/**
 * What every topology is set to: exactly once, committed every tenth of a second, quick to take
 * over from a process that died, records that nobody can read kept as dead letters. Immutable.
 */
public final class StreamsSettings {
  private static final int COMMIT_EVERY_MS = 100;
  private static final int LINGER_MS = 5;
  private static final int SESSION_MS = 6_000;
  private static final int HEARTBEAT_MS = 1_500;

  private final Map<String, Object> own;
  private final KafkaConnection kafka;

  private StreamsSettings(Map<String, Object> own, KafkaConnection kafka) {
    this.own = Map.copyOf(own);
    this.kafka = kafka;
  }

  /**
   * @param application its id, without the prefix of the topics
   * @param stateDirectory for this topology alone
   * @param deadLetters where records go that nobody can read
   */
  public static StreamsSettings of(
      String application,
      Path stateDirectory,
      Topics topics,
      KafkaConnection kafka,
      DeadLetters deadLetters) {
    Map<String, Object> own = new HashMap<>(DeadLetterHandler.settings(deadLetters));
    own.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + application);
    own.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    own.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_EVERY_MS);
    // foreign clients may write records without a time, and decisions rest on no record's time
    own.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class);
    own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    own.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    own.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
    own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
    own.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        kafka.instanceId());
    own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
    own.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        HEARTBEAT_MS);
    own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    return new StreamsSettings(own, kafka);
  }

  /** The same, but for one setting of {@link StreamsConfig}. */
  public StreamsSettings with(String setting, Object value) {
    Map<String, Object> changed = new HashMap<>(own);
    changed.put(setting, value);
    return new StreamsSettings(changed, kafka);
  }

  /** For Kafka Streams; those of the connection win. */
  public Properties properties() {
    Properties properties = new Properties();
    properties.putAll(kafka.client(own));
    return properties;
  }
}
