package fr.mangatheque.continuity.notifier.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DueKeyProperties {
  @Provide
  Arbitrary<DueKey> keys() {
    Arbitrary<String> text = Arbitraries.of("", "a", "a/b", "é\n", "日本", "a\u0000b");
    return Combinators.combine(
            Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli),
            text,
            text.injectNull(0.3))
        .as(DueKey::new);
  }

  @Property
  void aKeyIsReadAsItWasWritten(@ForAll("keys") DueKey key) {
    assertThat(DueKey.decode(key.encode())).isEqualTo(key);
  }

  @Property
  void bytesSortByTime(@ForAll("keys") DueKey one, @ForAll("keys") DueKey other) {
    int byTime = one.at().compareTo(other.at());
    int byBytes = one.encode().compareTo(other.encode());

    assertThat(byTime == 0 || Integer.signum(byTime) == Integer.signum(byBytes)).isTrue();
    assertThat(DueKey.justAfter(one.at()).compareTo(one.encode())).isPositive();
  }
}
