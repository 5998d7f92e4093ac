package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private final Sampler sampler = new Sampler(10, 1000);

  private long takenOf(int entries) {
    return IntStream.range(0, entries).filter(_ -> sampler.takes()).count();
  }

  @Test
  void takesTheFirstOnesAndThenOneInAThousand() {
    assertThat(takenOf(10)).isEqualTo(10);
    assertThat(takenOf(999)).isZero();
    assertThat(takenOf(1)).isEqualTo(1);
    assertThat(takenOf(3000)).isEqualTo(3);
  }

  @Test
  void looksCloselyAgainAfterABadSample() {
    takenOf(500);
    sampler.again();
    assertThat(takenOf(20)).isEqualTo(10);
  }
}
