package fr.mangatheque.continuity.app.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollingTest {
  private static final Duration PAUSE = Duration.ofMillis(1);
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void theFirstAnswerThatIsEnoughEndsIt() throws Exception {
    int answer = Polling.every(PAUSE).until(it -> it >= 3, 0, asked::incrementAndGet);

    assertThat(answer).isEqualTo(3);
    assertThat(asked).hasValue(3);
  }

  @Test
  void whereEnoughIsKnownNothingIsAsked() throws Exception {
    int answer = Polling.every(Duration.ofDays(1)).until(_ -> true, 7, asked::incrementAndGet);

    assertThat(answer).isEqualTo(7);
    assertThat(asked).hasValue(0);
  }

  @Test
  void theLastAnswerIsGivenWhereNoneIsEnough() throws Exception {
    int answer = new Polling(PAUSE, 5).until(_ -> false, 0, asked::incrementAndGet);

    assertThat(answer).as("four, and the one that was known").isEqualTo(4);
  }

  @Test
  void anInterruptEndsTheWaiting() {
    Polling polling = Polling.every(Duration.ofDays(1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> polling.until(_ -> false, 0, asked::incrementAndGet))
        .isInstanceOf(InterruptedException.class);
    assertThat(asked).hasValue(0);
  }
}
