package fr.mangatheque.continuity.producer.tick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.schemas.ScheduleName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerTest {
  private static final Schedule EACH_MINUTE =
      new Schedule(new ScheduleName("uploads", "canary"), Cron.parse("* * * * *"), ZoneOffset.UTC);
  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");

  private volatile Instant now = START;
  private volatile boolean kafkaIsThere = true;
  private final AtomicInteger attempts = new AtomicInteger();
  private final List<Instant> told = new CopyOnWriteArrayList<>();

  private Ticker ticker() {
    TickSender sender =
        new TickSender() {
          @Override
          public List<Due> send(List<Due> dues, Instant firedAt) {
            attempts.incrementAndGet();
            if (!kafkaIsThere) {
              return List.of();
            }
            dues.forEach(due -> told.add(due.at()));
            return dues;
          }

          @Override
          public void close() {
            told.add(Instant.EPOCH);
          }
        };
    InstantSource clock = () -> now;
    return new Ticker(List.of(EACH_MINUTE), sender, clock, Duration.ofMillis(10));
  }

  @Test
  void itTellsWhatWasMissedAndThenWhatComes() {
    try (Ticker ticker = ticker()) {
      ticker.start();
      await().until(() -> told.size() == 1);
      now = START.plusSeconds(60);
      await().until(() -> told.size() == 2);

      assertThat(told)
          .containsExactly(
              Instant.parse("2026-05-04T03:02:00Z"), Instant.parse("2026-05-04T03:03:00Z"));
      assertThat(ticker.health().running()).isTrue();
    }
    assertThat(told).last().isEqualTo(Instant.EPOCH);
  }

  @Test
  void whileKafkaIsAwayItKeepsTheLatestAndTellsOfIt() {
    kafkaIsThere = false;
    try (Ticker ticker = ticker()) {
      ticker.start();
      await().until(() -> attempts.get() > 2);
      assertThat(ticker.health().running()).isFalse();
      now = START.plus(Duration.ofHours(2));
      int before = attempts.get();
      await().until(() -> attempts.get() > before + 1);

      kafkaIsThere = true;

      await().until(() -> ticker.health().running());
      assertThat(told).containsExactly(Instant.parse("2026-05-04T05:02:00Z"));
    }
  }
}
