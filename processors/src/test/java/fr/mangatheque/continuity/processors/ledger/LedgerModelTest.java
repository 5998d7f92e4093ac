package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** The ledger against a model of a bucket's history, and what the model catches. */
class LedgerModelTest {
  private static final int SEEDS = 4000;

  @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
  void theBackupEndsAsTheSourceAndNeverTwoRequestsAtOnce(@ForAll long seed) {
    new ModelRun(seed, Mutations.NONE).run();
  }

  @Test
  void withoutADirtyMarkAChangeDuringACopyIsLost() {
    assertCaught(Mutations.NO_DIRTY_MARK);
  }

  @Test
  void aTrustedStaleResultHidesWhatTheSourceHolds() {
    assertCaught(Mutations.STALE_RESULT_TRUSTED);
  }

  @Test
  void aForgottenDeadlineWaitsForEver() {
    assertCaught(Mutations.DEADLINE_FORGOTTEN);
  }

  @Test
  void sizesAloneMissAChange() {
    assertCaught(Mutations.SIZE_ONLY_COMPARISON);
  }

  @Test
  void aMarkerWithoutASecondLookIsSeen() {
    assertCaught(Mutations.MARKER_WITHOUT_SECOND_LOOK);
  }

  @Test
  void aDeletionThatNoEventToldIsLostWithoutTheEndOfAScan() {
    assertCaught(Mutations.END_OF_SCAN_IGNORED);
  }

  @Test
  void aMarkerThatTheGuardDidNotGrantIsSeen() {
    assertCaught(Mutations.GUARD_NOT_ASKED);
  }

  @Test
  void aMarkerInSpiteOfARejectionIsSeen() {
    assertCaught(Mutations.REJECTION_FORGOTTEN);
  }

  @Test
  void tiesOrderedByHashEndWithTheWrongVersion() {
    assertCaught(Mutations.TIES_ORDERED_BY_HASH);
  }

  private static void assertCaught(Mutations mutation) {
    int caught = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      caught += fails(seed, mutation) ? 1 : 0;
    }
    assertThat(caught).as("seeds of %s that catch %s", SEEDS, mutation).isPositive();
  }

  private static boolean fails(long seed, Mutations mutation) {
    try {
      new ModelRun(seed, mutation).run();
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }
}
