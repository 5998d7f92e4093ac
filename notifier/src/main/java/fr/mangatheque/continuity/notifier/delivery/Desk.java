package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;

/**
 * What the workers of all channels share.
 *
 * @param channels names of all channels; the worker of the first sees to what is nobody's
 */
record Desk(
    Topics topics,
    KafkaConnection kafka,
    DeliveryTiming timing,
    Reports reports,
    List<String> channels,
    InstantSource clock,
    MeterRegistry metrics) {
  Desk {
    channels = List.copyOf(channels);
  }

  boolean seesToTheRest(String channel) {
    return channels.getFirst().equals(channel);
  }
}
