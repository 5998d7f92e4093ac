package fr.mangatheque.continuity.producer.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HintIdsTest {
  private static final Instant NOW = Instant.parse("2026-05-24T19:36:44.379Z");

  @Test
  void anIdTellsItsTimeAndItsKind() {
    UUID id = UUID.fromString(new HintIds(() -> NOW).next());

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void idsOfOneMillisecondKeepTheirOrder() {
    HintIds ids = new HintIds(() -> NOW);

    List<String> made = IntStream.range(0, 20_000).mapToObj(i -> ids.next()).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsKeepTheirOrderWhenTheClockGoesBack() {
    List<Instant> times =
        new ArrayList<>(List.of(NOW, NOW.minusSeconds(3600), NOW.minusSeconds(1), NOW));
    HintIds ids = new HintIds(times::removeFirst);

    List<String> made = List.of(ids.next(), ids.next(), ids.next(), ids.next());

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void installationsDoNotMakeTheSameIds() {
    assertThat(new HintIds(() -> NOW).next()).isNotEqualTo(new HintIds(() -> NOW).next());
  }
}
