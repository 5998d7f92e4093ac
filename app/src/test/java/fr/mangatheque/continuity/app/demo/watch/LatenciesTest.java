package fr.mangatheque.continuity.app.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void ofAHundredTheNinetyNinthIsTheNinetyNinthPercentile() {
    Latencies latencies = new Latencies();
    LongStream.rangeClosed(1, 100).map(it -> 101 - it).forEach(latencies::add);

    assertThat(latencies.percentile(50)).isEqualTo(50);
    assertThat(latencies.percentile(99)).isEqualTo(99);
    assertThat(latencies.percentile(100)).isEqualTo(100);
  }

  @Test
  void ofNoneItIsNothing() {
    assertThat(new Latencies().percentile(99)).isZero();
  }

  @Test
  void thereIsNoPercentileBeyondAHundred() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Latencies().percentile(101));
  }

  @Property
  void itIsTheSmallestThatEnoughDidNotExceed(
      @ForAll @NotEmpty List<@LongRange(min = 0, max = 50) Long> millis,
      @ForAll @IntRange(min = 1, max = 100) int percent) {
    Latencies latencies = new Latencies();
    millis.forEach(latencies::add);

    long value = latencies.percentile(percent);

    assertThat(millis).contains(value);
    assertThat(100L * count(millis, value)).isGreaterThanOrEqualTo((long) percent * millis.size());
    assertThat(100L * count(millis, value - 1)).isLessThan((long) percent * millis.size());
  }

  private static long count(List<Long> millis, long atMost) {
    return millis.stream().filter(it -> it <= atMost).count();
  }
}
