package fr.mangatheque.continuity.producer.tick;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.ScheduleName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueTimesTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final Schedule HOURLY = schedule("canary", "0 * * * *");
  private static final Schedule DAILY = schedule("audit", "0 4 * * *");

  private final DueTimes times = new DueTimes(List.of(HOURLY, DAILY));

  private static Schedule schedule(String job, String cron) {
    return new Schedule(new ScheduleName("uploads", job), Cron.parse(cron), ZoneOffset.UTC);
  }

  private void tellAll(Instant now) {
    times.untold(now).forEach(times::told);
  }

  @Test
  void atTheStartTheLatestOfEachIsToTell() {
    assertThat(times.untold(NOW))
        .containsExactly(
            new Due(HOURLY, Instant.parse("2026-05-04T03:00:00Z")),
            new Due(DAILY, Instant.parse("2026-05-03T04:00:00Z")));
  }

  @Test
  void whatIsToldIsNotToldAgain() {
    tellAll(NOW);

    assertThat(times.untold(NOW.plusSeconds(60))).isEmpty();
    assertThat(times.untold(Instant.parse("2026-05-04T04:00:00Z"))).hasSize(2);
  }

  @Test
  void whatCouldNotBeToldGivesWayToWhatCameLater() {
    assertThat(times.untold(NOW)).hasSize(2);

    assertThat(times.untold(NOW.plus(Duration.ofHours(3))))
        .containsExactly(
            new Due(HOURLY, Instant.parse("2026-05-04T06:00:00Z")),
            new Due(DAILY, Instant.parse("2026-05-04T04:00:00Z")));
  }

  @Test
  void aClockThatJumpsAYearAheadCostsOneTickEach() {
    tellAll(NOW);

    Instant ahead = NOW.plus(Duration.ofDays(365));
    assertThat(times.untold(ahead)).hasSize(2);
    tellAll(ahead);
    assertThat(times.untold(ahead.plusSeconds(1))).isEmpty();
  }

  @Test
  void aClockThatGoesBackIsFollowed() {
    Instant ahead = NOW.plus(Duration.ofDays(365));
    tellAll(ahead);

    assertThat(times.untold(NOW)).contains(new Due(HOURLY, Instant.parse("2026-05-04T03:00:00Z")));
    tellAll(NOW);
    assertThat(times.untold(NOW.plus(Duration.ofHours(1))))
        .contains(new Due(HOURLY, Instant.parse("2026-05-04T04:00:00Z")));
  }

  @Test
  void itIsQuietUntilTheNextIsDue() {
    Duration look = Duration.ofMinutes(5);

    assertThat(times.quiet(NOW, look)).isEqualTo(look);
    assertThat(times.quiet(Instant.parse("2026-05-04T03:59:59Z"), look))
        .isEqualTo(Duration.ofSeconds(1));
  }
}
