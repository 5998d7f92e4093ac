package fr.mangatheque.continuity.notifier;

import fr.mangatheque.continuity.notifier.delivery.Deliveries;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** Why the notifier does not run, in words for an operator. */
final class Troubles {
  private Troubles() {}

  static List<String> of(KafkaStreams.State incidents, @Nullable Deliveries deliveries) {
    List<String> troubles = new ArrayList<>();
    switch (incidents) {
      case RUNNING -> {}
      case CREATED -> troubles.add("the incident topology has not started");
      case REBALANCING -> troubles.add("the incident topology gets its partitions and state");
      case PENDING_SHUTDOWN, NOT_RUNNING -> troubles.add("the incident topology has ended");
      case PENDING_ERROR, ERROR ->
          troubles.add("the incident topology has failed; the log says why, a restart is needed");
    }
    if (deliveries == null) {
      troubles.add("deliveries have not started");
    } else {
      deliveries
          .stalled()
          .forEach(
              name -> troubles.add("notifications for " + name + " cannot be read from Kafka"));
    }
    return List.copyOf(troubles);
  }
}
