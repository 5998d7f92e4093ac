package fr.mangatheque.continuity.processors.guard;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.state.GuardRecord;
import fr.mangatheque.continuity.schemas.wire.StateSerdes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardRecordsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final Phase.Case CASE = new Phase.Case("c-1", NOW, 100, List.of("a", "b"));
  private final Serde<GuardRecord> serde = StateSerdes.stateSerde(GuardRecord.class);

  static Stream<GuardState> states() {
    GuardState some =
        new GuardState(Phase.ARMED, 2000L, 7, 4096, 12, new LetThrough(NOW, 3, 4), null, false);
    return Stream.of(
        GuardState.NEW,
        some,
        some.with(new Sweep(Sweep.Kind.RELEASE, 12, "a/b", "guard", NOW)),
        some.with(new Phase.Tripped(CASE)),
        some.with(new Phase.Decided(CASE, true, "ann", NOW))
            .with(new Sweep(Sweep.Kind.APPROVE, 12, "", "ann", NOW)),
        some.with(new Phase.Decided(CASE, false, "ann", NOW))
            .with(new Sweep(Sweep.Kind.REJECT, 12, "z", "ann", NOW))
            .audited(30, true));
  }

  @ParameterizedTest
  @MethodSource("states")
  void aStateComesBackFromTheStoreAsItWas(GuardState state) {
    byte[] stored = serde.serializer().serialize("store", GuardRecords.toRecord(state));

    assertThat(GuardRecords.fromRecord(serde.deserializer().deserialize("store", stored)))
        .isEqualTo(state);
  }
}
