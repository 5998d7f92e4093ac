package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Whether events could be published now: Kafka answers, and each partition has a leader. */
final class KafkaCheck implements HealthCheck, AutoCloseable {
  /** Less than readiness waits, so that Kafka's own words are heard. */
  private static final int PATIENCE_MS = 1500;

  private final String topic;
  private final Admin admin;

  KafkaCheck(String topic, KafkaConnection kafka) {
    this.topic = topic;
    this.admin =
        Admin.create(
            kafka.client(
                Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG, kafka.instanceId() + "-intake-health",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS)));
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public Health check() throws InterruptedException {
    try {
      TopicDescription described =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      long leaderless = described.partitions().stream().filter(p -> p.leader() == null).count();
      return leaderless == 0
          ? new Health.Up("topic " + topic + " can be written to")
          : new Health.Down(leaderless + " partitions of topic " + topic + " have no leader");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return new Health.Down("Kafka answers, but there is no topic " + topic);
      }
      return new Health.Down("Kafka does not answer: " + e.getCause().getMessage());
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofMillis(PATIENCE_MS));
  }
}
