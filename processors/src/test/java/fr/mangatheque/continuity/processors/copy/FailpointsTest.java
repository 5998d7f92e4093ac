package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.processors.copy.Failpoints.Step;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailpointsTest {
  private final AtomicInteger happened = new AtomicInteger();

  @Test
  void happensTheNthTimeTheNamedStepIsPassedAndNeverAgain() {
    Failpoints failpoints = Failpoints.parse("after-put:2", happened::incrementAndGet);

    failpoints.at(Step.AFTER_PUT);
    failpoints.at(Step.AFTER_GET);
    assertThat(happened).hasValue(0);
    failpoints.at(Step.AFTER_PUT);
    failpoints.at(Step.AFTER_PUT);

    assertThat(happened).hasValue(1);
  }

  @Test
  void withoutThePropertyNothingHappens() {
    assertThat(Failpoints.fromProperty()).isSameAs(Failpoints.NONE);
  }

  @Test
  void aNameThatIsNoneIsAnError() {
    assertThatThrownBy(() -> Failpoints.parse("after-lunch", happened::incrementAndGet))
        .hasMessageContaining("after-lunch");
  }
}
