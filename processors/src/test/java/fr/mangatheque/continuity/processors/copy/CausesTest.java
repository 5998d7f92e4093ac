package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.StoreFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CausesTest {
  @ParameterizedTest
  @EnumSource(StoreFault.class)
  void everyStoreFaultHasItsCauseClass(StoreFault fault) {
    assertThat(Causes.classOf(fault).name()).isEqualTo(fault.name());
  }

  @Test
  void aDetailIsShortEnoughForAResult() {
    assertThat(Causes.of(Stage.ORIGIN, CauseClass.INTERNAL, "x".repeat(100_000)).getDetail())
        .hasSizeLessThan(2_100);
  }
}
