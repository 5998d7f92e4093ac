package fr.mangatheque.continuity.schemas.deadletter;

import static java.util.Objects.requireNonNull;

import fr.mangatheque.continuity.schemas.wire.RegistryException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * What a topology does with a record it cannot read: in one transaction with its offset, the bytes
 * go to the dead-letter topic and a failure to the failures, and the topology goes on. A registry
 * that does not answer stops the thread instead, for the record may be sound. Kafka Streams makes
 * instances of it; topologies add {@link #settings} to their configuration.
 */
public final class DeadLetterHandler implements DeserializationExceptionHandler {
  private static final String DEAD_LETTERS = "continuity.dead-letters";

  private @Nullable DeadLetters deadLetters;

  /** What to add to the configuration of a topology. */
  public static Map<String, Object> settings(DeadLetters deadLetters) {
    return Map.of(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DeadLetterHandler.class,
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        DeadLetters.LARGEST,
        DEAD_LETTERS,
        deadLetters);
  }

  @Override
  public void configure(Map<String, ?> configuration) {
    if (!(configuration.get(DEAD_LETTERS) instanceof DeadLetters configured)) {
      throw new ConfigException(
          DEAD_LETTERS + " is not set: configure a topology with DeadLetterHandler.settings");
    }
    deadLetters = configured;
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception why) {
    return why instanceof RegistryException
        ? Response.fail()
        : Response.resume(requireNonNull(deadLetters).records(record, why));
  }
}
