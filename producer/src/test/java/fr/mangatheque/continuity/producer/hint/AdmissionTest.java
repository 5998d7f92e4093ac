package fr.mangatheque.continuity.producer.hint;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Admission.Decision;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Decision ADMITTED = new Decision.Admitted();

  /** Room for 100 hints of 10 bytes, and a time-out of 5 s. */
  private final Admission admission = new Admission(100, 1000, Duration.ofSeconds(5));

  /** Any origin will do, also one near the end of the numbers. */
  private long now = Long.MAX_VALUE - 2 * SECOND;

  private Decision admit(int hints) {
    return admission.admit(hints, 10L * hints, now);
  }

  private void acknowledge(int hints) {
    for (int i = 0; i < hints; i++) {
      admission.over(10, true, now);
    }
  }

  private void fail(int hints) {
    for (int i = 0; i < hints; i++) {
      admission.over(10, false, now);
    }
  }

  private static Decision busy(long seconds) {
    return new Decision.Busy(Duration.ofSeconds(seconds));
  }

  @Test
  void whatFitsComesInAndWhatDoesNotIsRefusedWhole() {
    assertThat(admit(60)).isEqualTo(ADMITTED);
    assertThat(admit(40)).isEqualTo(ADMITTED);
    acknowledge(10);

    assertThat(admit(11)).isInstanceOf(Decision.Busy.class);
    assertThat(admit(10)).isEqualTo(ADMITTED);
  }

  @Test
  void bytesCountAsHintsDo() {
    assertThat(admission.admit(1, 900, now)).isEqualTo(ADMITTED);
    admission.over(0, true, now);
    assertThat(admission.admit(1, 99, now)).isEqualTo(ADMITTED);

    assertThat(admission.admit(1, 2, now)).isInstanceOf(Decision.Busy.class);
  }

  @Test
  void oneLargerThanAllRoomComesInAlone() {
    assertThat(admit(101)).isEqualTo(ADMITTED);
    acknowledge(1);
    assertThat(admit(1)).isInstanceOf(Decision.Busy.class);
    acknowledge(100);

    assertThat(admit(1)).isEqualTo(ADMITTED);
  }

  @Test
  void itIsToldWhenTheRateOfLateMakesRoom() {
    for (int i = 0; i < 4; i++) {
      admit(20);
      acknowledge(20);
      now += SECOND;
    }
    admit(100);

    // 20 a second: 60 more than there is room for take three.
    assertThat(admit(60)).isEqualTo(busy(3));
    assertThat(admission.backlog(now)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aWaitIsASecondAtLeastAndHalfAMinuteAtMost() {
    admit(100);
    acknowledge(50);
    assertThat(admit(51)).isEqualTo(busy(1));

    now += 2 * SECOND;
    acknowledge(1);
    for (int i = 0; i < 12; i++) {
      now += 4 * SECOND;
      acknowledge(1);
    }
    assertThat(admit(100)).isEqualTo(busy(30));
  }

  @Test
  void withoutAnAcknowledgementForTheTimeOutKafkaIsGoneAndNothingMoreIsSent() {
    admit(1);
    now += 5 * SECOND;
    assertThat(admit(1)).as("it may only be slow").isEqualTo(ADMITTED);

    now += 1;
    assertThat(admit(1)).as("though there is room").isEqualTo(new Decision.Gone());
    acknowledge(1);
    assertThat(admit(1)).as("it is back").isEqualTo(ADMITTED);
  }

  @Test
  void whileKafkaIsGoneOneRequestAtATimeFindsOutWhetherItIsBack() {
    admit(2);
    now += 6 * SECOND;
    fail(2);

    for (int i = 0; i < 3; i++) {
      assertThat(admit(1)).isEqualTo(ADMITTED);
      assertThat(admit(1)).as("the others hear at once").isEqualTo(new Decision.Gone());
      now += SECOND;
      fail(1);
    }
    admit(1);
    acknowledge(1);
    assertThat(admit(50)).isEqualTo(ADMITTED);
    assertThat(admit(50)).isEqualTo(ADMITTED);
  }

  @Test
  void silenceWhileNothingIsUnderWayIsNoSignOfKafkasEnd() {
    admit(1);
    acknowledge(1);
    now += 3600 * SECOND;

    assertThat(admit(100)).isEqualTo(ADMITTED);
    assertThat(admit(1)).isInstanceOf(Decision.Busy.class);
    now += 5 * SECOND;
    assertThat(admit(1)).isInstanceOf(Decision.Busy.class);
  }

  @Test
  void aBurstBeforeTheFirstAcknowledgementIsToComeAgainSoon() {
    admit(100);

    assertThat(admit(1)).isEqualTo(busy(1));
  }

  @Test
  void aFailedHintMakesRoomButProvesNothing() {
    admit(100);
    admission.over(10, false, now);

    assertThat(admission.working(now)).isFalse();
    assertThat(admit(1)).isEqualTo(ADMITTED);
  }

  @Test
  void whatFailsJustBeforeTheTimeOutTellsOfItsSilenceToo() {
    admit(1);
    now += 5 * SECOND - Duration.ofMillis(1).toNanos();
    fail(1);
    admit(1);

    assertThat(admit(1)).isEqualTo(new Decision.Gone());
  }

  /** As where its client has lost every broker, and waits for half the time-out to find one. */
  @Test
  void whatFailsHalfWayTellsOfItsSilenceToo() {
    admit(1);
    now += 5 * SECOND / 2 - Duration.ofMillis(1).toNanos();
    fail(1);
    admit(1);

    assertThat(admit(1)).isEqualTo(new Decision.Gone());
  }

  @Test
  void whatIsRefusedAtOnceTellsOfNoSilence() {
    admit(1);
    fail(1);
    admit(1);

    assertThat(admit(1)).isEqualTo(ADMITTED);
  }
}
