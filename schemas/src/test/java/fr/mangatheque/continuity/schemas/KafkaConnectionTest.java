package fr.mangatheque.continuity.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
  @Test
  void commonPropertiesWinOverAClientsOwn() {
    KafkaConnection kafka =
        new KafkaConnection("a:1,b:2", "host-1", Map.of("security.protocol", "SSL", "x", "common"));

    assertThat(kafka.client(Map.of("x", "own", "acks", "all")))
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "a:1,b:2",
                "security.protocol", "SSL",
                "x", "common",
                "acks", "all"));
  }

  @Test
  void itShowsWhichPropertiesThereAreButNotWhatTheySay() {
    KafkaConnection kafka =
        new KafkaConnection("a:1", "host-1", Map.of("sasl.jaas.config", "password=hidden"));

    assertThat(kafka.toString())
        .contains("a:1", "host-1", "sasl.jaas.config")
        .doesNotContain("hidden");
  }

  @Test
  void itNeedsAPlaceAndAName() {
    assertThatThrownBy(() -> new KafkaConnection(" ", "host-1", Map.of()))
        .hasMessageContaining("bootstrap servers");
    assertThatThrownBy(() -> new KafkaConnection("a:1", "", Map.of())).hasMessageContaining("name");
  }
}
