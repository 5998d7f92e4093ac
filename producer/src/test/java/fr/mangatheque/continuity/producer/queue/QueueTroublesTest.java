package fr.mangatheque.continuity.producer.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.failure.Trouble;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTroublesTest {
  private final List<String> said = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final QueueTroubles troubles = new QueueTroubles("uploads", alarm(), () -> now);

  private Alarm alarm() {
    return new Alarm() {
      @Override
      public void raise(Trouble trouble, boolean permanent, String detail, Duration clearsAfter) {
        assertThat(trouble.stage()).isEqualTo(Stage.QUEUE);
        assertThat(trouble.subject()).isEqualTo("uploads");
        said.add((permanent ? "permanent " : "") + trouble.cause());
      }

      @Override
      public void clear(Trouble trouble) {
        said.add("over " + trouble.cause());
      }
    };
  }

  @Test
  void whatLastsIsToldAgainEachMinute() {
    for (int second = 0; second <= 120; second += 10) {
      troubles.failing(CauseClass.ACCESS_DENIED, true, "401");
      now = now.plusSeconds(10);
    }

    assertThat(said)
        .containsExactly(
            "permanent ACCESS_DENIED", "permanent ACCESS_DENIED", "permanent ACCESS_DENIED");
  }

  @Test
  void itIsOverWhenTheQueueAnswers() {
    troubles.failing(CauseClass.ACCESS_DENIED, true, "401");

    troubles.well();
    troubles.well();

    assertThat(said).containsExactly("permanent ACCESS_DENIED", "over ACCESS_DENIED");
  }

  @Test
  void anotherCauseEndsTheOneBefore() {
    troubles.failing(CauseClass.UNREACHABLE, false, "no connection");

    troubles.failing(CauseClass.ACCESS_DENIED, true, "401");

    assertThat(said).containsExactly("UNREACHABLE", "over UNREACHABLE", "permanent ACCESS_DENIED");
  }

  @Test
  void manyUnreadableMessagesAreToldOnceAMinuteAndNoSuccessEndsThat() {
    QueueMessage message = new QueueMessage("id", "lease", 1, null, "json", "%%%");
    troubles.unreadable(message, "no base64");
    troubles.unreadable(message, "no base64");
    troubles.well();
    now = now.plusSeconds(61);
    troubles.unusable(new Pulled(List.of(), 1, null));

    assertThat(said).containsExactly("permanent UNREADABLE_RECORD", "permanent UNREADABLE_RECORD");
  }
}
