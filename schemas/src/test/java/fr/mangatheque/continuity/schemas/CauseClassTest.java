package fr.mangatheque.continuity.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.Stage;
import org.junit.jupiter.api.Test;

class CauseClassTest {
  @Test
  void failuresOfOneCauseMeetUnderOneKey() {
    assertThat(CauseClass.key("uploads", Stage.ORIGIN, CauseClass.ACCESS_DENIED.name()))
        .isEqualTo("uploads/ORIGIN/ACCESS_DENIED");
  }

  @Test
  void aFailureOfNoSourceIsUnderADashWhichNamesNone() {
    assertThat(CauseClass.key(null, Stage.DECODING, "X")).isEqualTo("-/DECODING/X");
    assertThat(ObjectId.isSourceName("-")).isFalse();
  }
}
