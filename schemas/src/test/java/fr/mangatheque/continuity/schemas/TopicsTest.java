package fr.mangatheque.continuity.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private final Topics topics = Topics.of("library.", WireSerdes.open(Optional.empty()));

  @Test
  void everyTopicHasThePrefixAndANameOfItsOwn() {
    assertThat(topics.all())
        .extracting(Topic::name)
        .containsExactlyInAnyOrder(
            "library.object-changes",
            "library.object-changes-json",
            "library.copy-requests",
            "library.copy-results",
            "library.ticks",
            "library.job-requests",
            "library.job-reports",
            "library.scan-requests",
            "library.scan-results",
            "library.deletions",
            "library.deletion-decisions",
            "library.heartbeats",
            "library.failures",
            "library.notifications",
            "library.operator-actions",
            "library.dead-letters");
  }

  @Test
  void whatIsJoinedIsEquallyBusy() {
    assertThat(topics.joined())
        .allSatisfy(joined -> assertThat(joined.stream().map(Topic::quiet).distinct()).hasSize(1));
  }

  @Test
  void proofsAndFailuresAreKeptLongerThanWork() {
    assertThat(topics.objectChanges().retention()).isEqualTo(Duration.ofDays(7));
    assertThat(topics.copyRequests().retention()).isEqualTo(Duration.ofDays(7));
    assertThat(topics.copyResults().retention()).isEqualTo(Duration.ofDays(30));
    assertThat(topics.failures().retention()).isEqualTo(Duration.ofDays(30));
    assertThat(topics.deadLetters().retention()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void onlyWhatPeopleDecidedIsCompacted() {
    assertThat(topics.all())
        .filteredOn(Topic::compacted)
        .extracting(Topic::name)
        .containsExactly("library.operator-actions");
  }
}
