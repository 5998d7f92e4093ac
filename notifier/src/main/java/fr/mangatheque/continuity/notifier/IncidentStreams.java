package fr.mangatheque.continuity.notifier;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetterHandler;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the incident topology as the house runs topologies. */
final class IncidentStreams {
  private static final Logger log = LoggerFactory.getLogger(IncidentStreams.class);

  private IncidentStreams() {}

  static KafkaStreams of(
      Topology topology, Path stateDir, Topics topics, KafkaConnection kafka, InstantSource clock) {
    Map<String, Object> own = new HashMap<>();
    own.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix() + "notifier-incidents");
    own.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    own.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallStores.class);
    own.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    own.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    own.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        kafka.instanceId() + "-incidents");
    own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    own.putAll(DeadLetterHandler.settings(new DeadLetters(topics, clock)));
    Properties properties = new Properties();
    properties.putAll(kafka.client(own));
    KafkaStreams streams = new KafkaStreams(topology, properties);
    streams.setUncaughtExceptionHandler(
        e -> {
          log.atError().setCause(e).log("The incident topology failed; its thread is replaced");
          return REPLACE_THREAD;
        });
    return streams;
  }
}
