package fr.mangatheque.continuity.schemas.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContradictionsTest {
  private final Topics topics = Topics.of("t.", WireSerdes.open(Optional.empty()));
  private final Map<String, ExistingTopic> existing = new HashMap<>();

  ContradictionsTest() {
    for (Topic<?> topic : topics.all()) {
      stands(topic, 12, topic.compacted() ? "compact" : "delete");
    }
  }

  private void stands(Topic<?> topic, int partitions, String... cleanup) {
    existing.put(
        topic.name(), new ExistingTopic(topic.name(), partitions, 3, Set.of(cleanup), 2, -1));
  }

  private List<String> faults() {
    return Contradictions.of(topics, existing);
  }

  @Test
  void whatIsAsDeclaredHasNoFault() {
    assertThat(faults()).isEmpty();
  }

  @Test
  void numbersOfPartitionsMayDifferWhereNothingIsJoined() {
    stands(topics.failures(), 3, "delete");
    stands(topics.copyRequests(), 50, "delete");
    existing.remove(topics.ticks().name());

    assertThat(faults()).isEmpty();
  }

  @Test
  void theLedgersInputsHaveEquallyManyPartitions() {
    stands(topics.copyResults(), 6, "delete");

    assertThat(faults())
        .singleElement()
        .asString()
        .contains("t.object-changes has 12", "t.copy-results has 6", "--partitions 12");
  }

  @Test
  void oneOfTheLedgersInputsAloneIsNoFault() {
    stands(topics.copyResults(), 6, "delete");
    existing.remove(topics.objectChanges().name());
    existing.remove(topics.deletionDecisions().name());

    assertThat(faults()).isEmpty();
  }

  @Test
  void aTopicOfEventsIsNotCompacted() {
    stands(topics.copyRequests(), 12, "compact");

    assertThat(faults())
        .singleElement()
        .asString()
        .contains("t.copy-requests", "is compact", "cleanup.policy=delete");
  }

  @Test
  void aTopicOfEventsIsNotCompactedBesideRetentionEither() {
    stands(topics.copyRequests(), 12, "compact", "delete");

    assertThat(faults()).singleElement().asString().contains("is compact,delete");
  }

  @Test
  void aTopicOfDecisionsForgetsNone() {
    stands(topics.operatorActions(), 12, "delete");

    assertThat(faults())
        .singleElement()
        .asString()
        .contains("t.operator-actions", "is delete", "cleanup.policy=compact");
  }

  @Test
  void aTopicThatTakesNoRecordIsAFault() {
    String name = topics.ticks().name();
    existing.put(name, new ExistingTopic(name, 12, 1, Set.of("delete"), 2, -1));

    assertThat(faults())
        .singleElement()
        .asString()
        .contains(name, "takes no record", "min.insync.replicas=1");
  }

  @Test
  void allFaultsAreToldAtOnce() {
    stands(topics.copyResults(), 6, "compact");
    stands(topics.operatorActions(), 12, "delete");

    assertThat(faults()).hasSize(3);
    assertThat(new TopicsUnusableException(faults()))
        .hasMessageContainingAll(faults().toArray(String[]::new));
  }
}
