package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightingTest {
  private static ObjectChange.Builder hint(ChangeKind kind) {
    return ObjectChange.newBuilder()
        .setSource("uploads")
        .setObjectKey("page")
        .setKind(kind)
        .setScanStartedAt(Examples.NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "uploads/reconcile@2026-05-04T03:02:01Z, false",
    "uploads/audit@2026-05-04T03:02:01Z, true",
    "uploads/audit@reconcile, true",
    "of no form that we know, true"
  })
  void allButAReconcileIsMarked(String scanId, boolean marked) {
    Sighting sighting = Sighting.of(hint(ChangeKind.OBSERVED).setScanId(scanId).build());

    assertThat(sighting).isEqualTo(new Sighting(Examples.NOW, marked, true));
  }

  @Test
  void whatNoScanSawIsNoSighting() {
    assertThat(Sighting.of(hint(ChangeKind.OBSERVED).build())).isNull();
    assertThat(Sighting.of(hint(ChangeKind.CREATED).setScanId("uploads/audit@x").build())).isNull();
  }
}
