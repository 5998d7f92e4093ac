package fr.mangatheque.continuity.schemas.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicSettingsTest {
  @Test
  void twelvePartitionsByDefault() {
    assertThat(TopicSettings.cluster()).isEqualTo(new TopicSettings(12, 3));
    assertThat(TopicSettings.embedded()).isEqualTo(new TopicSettings(12, 1));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,2", "5,4"})
  void oneBrokerMayBeAway(int replication, int inSync) {
    assertThat(new TopicSettings(1, replication).minInSyncReplicas()).isEqualTo(inSync);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "-1,1", "1,0", "1,40000"})
  void nonsenseIsRefused(int partitions, int replication) {
    assertThatThrownBy(() -> new TopicSettings(partitions, replication))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
