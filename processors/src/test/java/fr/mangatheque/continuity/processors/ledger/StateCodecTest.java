package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import fr.mangatheque.continuity.schemas.wire.StateSerdes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.DateTimes;
import org.apache.kafka.common.serialization.Serde;

class StateCodecTest {
  private final Serde<ObjectStateRecord> serde = StateSerdes.stateSerde(ObjectStateRecord.class);

  @Property
  void aStateComesBackFromTheStoreAsItWas(@ForAll("states") ObjectState state) {
    byte[] stored = serde.serializer().serialize("store", StateCodec.toRecord(state));

    ObjectStateRecord read = serde.deserializer().deserialize("store", stored);

    assertThat(StateCodec.fromRecord(read)).isEqualTo(state);
  }

  @Provide
  Arbitrary<ObjectState> states() {
    Arbitrary<ObjectState> known =
        Combinators.combine(
                Arbitraries.of(Examples.version(), Examples.markerAfter(Examples.version()))
                    .injectNull(0.3),
                Combinators.combine(times().injectNull(0.3), times().injectNull(0.5))
                    .as(Since::new),
                held(),
                times().map(t -> new Announced(Examples.HASH, t)).injectNull(0.5),
                Arbitraries.longs().greaterOrEqual(0).injectNull(0.3),
                absences(),
                failings().injectNull(0.5),
                failings().list().ofMaxSize(2))
            .as(
                (greatest, since, held, announced, size, absence, failing, doubts) ->
                    new ObjectState(
                        greatest,
                        since,
                        held,
                        announced,
                        size,
                        absence,
                        failing,
                        doubts,
                        Phase.SETTLED));
    return Combinators.combine(known, phases()).as(ObjectState::with);
  }

  private static Arbitrary<Held> held() {
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(0), Arbitraries.longs().greaterOrEqual(0))
        .as(Held::new);
  }

  private static Arbitrary<Absence> absences() {
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.just(Absence.NONE),
            times().map(since -> new Absence(since, null)),
            times().map(kept -> new Absence(null, kept))));
  }

  private static Arbitrary<Failing> failings() {
    return times().map(t -> new Failing(Stage.BACKUP, "TIMEOUT", t));
  }

  private static Arbitrary<Phase> phases() {
    Arbitrary<Phase> waiting = Combinators.combine(asks(), times()).as(Phase.Waiting::new);
    Arbitrary<Phase> parked = Combinators.combine(asks(), times()).as(Phase.Parked::new);
    Arbitrary<Phase> requested =
        Combinators.combine(
                Arbitraries.strings().alpha().ofLength(8),
                asks(),
                times(),
                times(),
                asks().injectNull(0.5))
            .as(Phase.Requested::new);
    Arbitrary<Phase> backoff = Combinators.combine(asks(), times()).as(Phase.Backoff::new);
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.just(Phase.SETTLED),
            waiting,
            parked,
            requested,
            backoff,
            times().map(Phase.Absent::new)));
  }

  private static Arbitrary<Ask> asks() {
    return Combinators.combine(
            Arbitraries.of(CopyTask.COPY, CopyTask.COMPARE_HEADERS, CopyTask.CONFIRM_ABSENCE),
            Arbitraries.of(RequestReason.EVENT, RequestReason.SCAN, RequestReason.RETRY),
            Arbitraries.integers().between(1, 99),
            times(),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(Ask::new);
  }

  private static Arbitrary<Instant> times() {
    return DateTimes.instants().map(t -> t.truncatedTo(ChronoUnit.MILLIS));
  }
}
