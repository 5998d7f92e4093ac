package fr.mangatheque.continuity.schemas.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.schemas.Brokers;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class TopicProvisioningIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Brokers brokers;
  private static Admin admin;

  private Topics topics;

  @BeforeAll
  static void start() throws Exception {
    brokers = Brokers.start(3);
    admin = Admin.create(brokers.connection().client(Map.of()));
  }

  @AfterAll
  static void stop() throws Exception {
    admin.close();
    brokers.close();
  }

  @BeforeEach
  void prefix(TestInfo test) {
    String prefix = test.getTestMethod().orElseThrow().getName() + ".";
    topics = Topics.of(prefix, WireSerdes.open(Optional.empty()));
  }

  private PartitionCounts ensure(TopicSettings settings) {
    return TopicProvisioning.ensure(brokers.connection(), topics, settings, PATIENCE);
  }

  private void create(Topic<?> topic, int partitions, Map<String, String> config) throws Exception {
    NewTopic created = new NewTopic(topic.name(), partitions, (short) 1).configs(config);
    admin.createTopics(List.of(created)).all().get();
  }

  private Map<String, ExistingTopic> standing() {
    Collection<String> names = topics.all().stream().map(Topic::name).toList();
    return new TopicAdmin(admin, PATIENCE).await(names);
  }

  private Set<String> names() throws Exception {
    return admin.listTopics().names().get();
  }

  @Test
  void whatIsMissingIsCreatedAsDeclared() {
    PartitionCounts counts = ensure(new TopicSettings(4, 3));

    assertThat(counts.byTopic())
        .hasSize(topics.all().size())
        .containsEntry(topics.failures().name(), 4)
        .containsEntry(topics.ticks().name(), 1);
    Map<String, ExistingTopic> standing = standing();
    assertThat(standing.get(topics.objectChanges().name()))
        .isEqualTo(
            new ExistingTopic(
                "whatIsMissingIsCreatedAsDeclared.object-changes",
                4,
                3,
                Set.of("delete"),
                2,
                Duration.ofDays(7).toMillis()));
    assertThat(standing.get(topics.deadLetters().name()).retentionMs())
        .isEqualTo(Duration.ofDays(30).toMillis());
    assertThat(standing.get(topics.operatorActions().name()).cleanup()).containsOnly("compact");
  }

  @Test
  void aSecondStartChangesNothing() {
    ensure(new TopicSettings(2, 1));
    Map<String, ExistingTopic> before = standing();

    PartitionCounts counts = ensure(new TopicSettings(9, 3));

    assertThat(counts.of(topics.failures())).isEqualTo(2);
    assertThat(standing()).isEqualTo(before);
  }

  @Test
  void anExistingTopicIsTakenWithItsPartitions() throws Exception {
    create(topics.failures(), 5, Map.of("retention.ms", "1000"));

    PartitionCounts counts = ensure(new TopicSettings(3, 1));

    assertThat(counts.of(topics.failures())).isEqualTo(5);
    assertThat(counts.of(topics.copyRequests())).isEqualTo(3);
    assertThat(standing().get(topics.failures().name()).retentionMs()).isEqualTo(1000);
  }

  @Test
  void anInputOfTheLedgerIsCreatedLikeTheOtherThatExists() throws Exception {
    create(topics.copyResults(), 7, Map.of());

    PartitionCounts counts = ensure(new TopicSettings(3, 1));

    assertThat(counts.of(topics.objectChanges())).isEqualTo(7);
  }

  @Test
  void contradictionsAreRefusedAtOnceAndNothingIsCreated() throws Exception {
    create(topics.objectChanges(), 3, Map.of());
    create(topics.copyResults(), 2, Map.of("cleanup.policy", "compact"));
    create(topics.operatorActions(), 2, Map.of("min.insync.replicas", "2"));

    assertThatThrownBy(() -> ensure(new TopicSettings(3, 1)))
        .isInstanceOfSatisfying(
            TopicsUnusableException.class, refused -> assertThat(refused.faults()).hasSize(4));
    assertThat(names()).doesNotContain(topics.ticks().name());
  }

  @Test
  void moreCopiesThanBrokersIsToldInWords() {
    assertThatThrownBy(() -> ensure(new TopicSettings(3, 4)))
        .isInstanceOf(TopicsUnusableException.class)
        .hasMessageContainingAll(topics.ticks().name(), "4 copies", "start more brokers");
  }

  @Test
  void instancesMayStartTogether() throws Exception {
    List<Callable<PartitionCounts>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(() -> ensure(new TopicSettings(2, 1)));
    }

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<PartitionCounts> start : threads.invokeAll(starts)) {
        assertThat(start.get().byTopic()).hasSize(topics.all().size());
      }
    }
  }
}
