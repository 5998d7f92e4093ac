package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseTest {
  private static final int WINDOW = 3;

  @TempDir Path directory;
  private TwoSources ledger;

  @BeforeEach
  void start() {
    ledger = new TwoSources(directory, WINDOW);
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  private void pause() {
    ledger.decide("uploads", OperatorActionKind.PAUSE, null);
    ledger.turn();
  }

  private void resume() {
    ledger.decide("uploads", OperatorActionKind.RESUME, null);
    ledger.turn();
  }

  @Test
  void nothingOfAPausedSourceIsAskedForAndOthersGoOn() {
    pause();

    ledger.hint("uploads", "a", ChangeKind.CREATED);
    ledger.hint("covers", "b", ChangeKind.CREATED);

    assertThat(ledger.requestedKeys()).containsExactly("b");
    assertThat(ledger.account("uploads").sum().parked()).isOne();
  }

  @Test
  void allThatWasHeldBackGoesOnWhenTheSourceIsResumed() {
    pause();
    IntStream.range(0, 300).forEach(i -> ledger.hint("uploads", "k" + i, ChangeKind.CREATED));

    resume();

    ledger.turnUntil(() -> ledger.account("uploads").sum().parked() == 0);
    assertThat(ledger.account("uploads").sum().parked()).isZero();
    assertThat(ledger.account("uploads").sum().pending()).isEqualTo(300);
    assertThat(ledger.requestedKeys()).hasSize(WINDOW);
  }

  @Test
  void aBacklogOfAPausedSourceDoesNotHoldUpAnother() {
    IntStream.range(0, 500).forEach(i -> ledger.hint("uploads", "k" + i, ChangeKind.CREATED));
    List<CopyRequest> underWay = ledger.requests();
    pause();
    ledger.hint("covers", "b", ChangeKind.CREATED);

    underWay.forEach(request -> ledger.copied(request, Examples.version()));
    ledger.turnUntil(() -> ledger.account("uploads").sum().parked() == 500 - WINDOW);

    assertThat(ledger.requestedKeys()).containsExactly("b");
    assertThat(ledger.account("uploads").sum().parked()).isEqualTo(500 - WINDOW);
    assertThat(ledger.account("uploads").sum().objects()).isEqualTo(WINDOW);
  }

  @Test
  void aRequestUnderWayEndsNormallyAndWhatCameMeanwhileIsHeldBack() {
    ledger.hint("uploads", "a", ChangeKind.CREATED);
    CopyRequest request = ledger.requests().getFirst();
    pause();
    ledger.hint("uploads", "a", ChangeKind.REQUESTED);

    ledger.copied(request, Examples.version());

    ObjectState state = ledger.states().get(new ObjectId("uploads", "a"));
    assertThat(state.live()).isTrue();
    assertThat(state.phase()).isInstanceOf(Phase.Parked.class);
    assertThat(ledger.requests()).isEmpty();
  }

  @Test
  void aRetryThatComesDueIsHeldBackToo() {
    ledger.hint("uploads", "a", ChangeKind.CREATED);
    ledger.failed(ledger.requests().getFirst());
    pause();

    ledger.pass(Duration.ofSeconds(5));
    assertThat(ledger.requests()).isEmpty();
    resume();

    assertThat(ledger.requestedKeys()).containsExactly("a");
  }

  @Test
  void aPauseIsAStandingFailureUntilItIsOver() {
    pause();
    ledger.pass(Duration.ofMinutes(10));

    assertThat(ledger.failures())
        .singleElement()
        .satisfies(
            raised -> {
              assertThat(raised.getKind()).isEqualTo(FailureKind.RAISED);
              assertThat(raised.getCauseKey()).isEqualTo("uploads/PIPELINE/PAUSED");
              assertThat(raised.getPermanent()).isTrue();
              assertThat(raised.getClearsAt()).isNull();
              assertThat(raised.getDetail()).contains("ada", "the disk is full");
            });
    resume();
    assertThat(ledger.failures())
        .extracting(FailureEvent::getKind, FailureEvent::getCauseKey)
        .containsExactly(tuple(FailureKind.CLEARED, "uploads/PIPELINE/PAUSED"));
  }

  @Test
  void aPauseWithAnEndEndsByItself() {
    ledger.decide("uploads", OperatorActionKind.PAUSE, ledger.now().plusSeconds(60));
    ledger.turn();
    ledger.hint("uploads", "a", ChangeKind.CREATED);
    assertThat(ledger.requests()).isEmpty();

    ledger.pass(Duration.ofSeconds(61));

    assertThat(ledger.requestedKeys()).containsExactly("a");
    assertThat(ledger.failures())
        .extracting(FailureEvent::getKind)
        .containsExactly(FailureKind.RAISED, FailureKind.CLEARED);
  }

  @Test
  void whatNobodyCanReadChangesNoDecision() {
    pause();

    ledger.poison("uploads");
    ledger.turn();
    ledger.hint("uploads", "a", ChangeKind.CREATED);

    assertThat(ledger.requests()).isEmpty();
  }
}
