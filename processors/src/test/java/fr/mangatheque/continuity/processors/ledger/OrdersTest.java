package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders name no object, and so no key and no partition of their own. */
class OrdersTest {
  private static final String COUNTED = "continuity.ledger.orders";

  @TempDir Path directory;
  private LedgerDriver ledger;

  @BeforeEach
  void start() {
    ledger = new LedgerDriver(directory, 3);
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  private static ObjectChange.Builder order(String source, ChangeKind kind) {
    return ObjectChange.newBuilder().setSource(source).setObjectKey("").setKind(kind);
  }

  private static ObjectChange ended() {
    return order(LedgerDriver.SOURCE, ChangeKind.SCAN_ENDED)
        .setScanId("uploads/audit@2026-05-04T03:00:00Z")
        .setScanStartedAt(LedgerDriver.START)
        .build();
  }

  private static ObjectChange granted(long bytes) {
    return order(LedgerDriver.SOURCE, ChangeKind.SCRUB_GRANTED)
        .setSize(bytes)
        .setRequests(7L)
        .setWithin(Duration.ofDays(90).toMillis())
        .build();
  }

  @Test
  void anOrderIsObeyedWhereItIsWhateverItsKey() {
    ledger.order("uploads", ended());
    ledger.order("no key of ours", granted(1 << 20));

    assertThat(ledger.count(COUNTED, "kind", "scan_ended")).isEqualTo(1);
    assertThat(ledger.count(COUNTED, "kind", "scrub_granted")).isEqualTo(1);
    assertThat(ledger.count("continuity.ledger.strays")).isZero();
    assertThat(ledger.deadLetters()).isEmpty();
  }

  @Test
  void anOrderThatMakesNoSenseIsADeadLetter() {
    ledger.order("k", order(LedgerDriver.SOURCE, ChangeKind.SCAN_ENDED).build());
    ledger.order("k", order("elsewhere", ChangeKind.SCRUB_GRANTED).build());

    assertThat(ledger.deadLetters()).hasSize(2);
    assertThat(ledger.count(COUNTED)).isZero();
  }

  @Test
  void anOrderSaysWhatItMust() {
    assertThat(Order.of(granted(5)))
        .isEqualTo(new Order.ScrubGranted(LedgerDriver.SOURCE, 5, 7, Duration.ofDays(90)));
    assertThatIllegalArgumentException().isThrownBy(() -> Order.of(granted(-1)));
  }
}
