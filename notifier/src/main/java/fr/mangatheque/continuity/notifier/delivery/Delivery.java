package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.schemas.event.Notification;
import org.apache.kafka.common.TopicPartition;

/** A notification to deliver, and where it stands in the topic. */
record Delivery(TopicPartition partition, long offset, Notification notification) {
  /** Deliveries of one lane follow each other; lanes go side by side. */
  record Lane(TopicPartition partition, String incidentId) {}

  Lane lane() {
    return new Lane(partition, notification.getIncidentId());
  }
}
