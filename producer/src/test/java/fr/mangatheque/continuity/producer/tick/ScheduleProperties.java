package fr.mangatheque.continuity.producer.tick;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.ScheduleName;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** In zones with changes of an hour, of half of one, and none. */
class ScheduleProperties {
  @Provide
  Arbitrary<Schedule> schedules() {
    Arbitrary<String> crons =
        Arbitraries.of(
            "30 2 * * *", "*/20 * * * *", "5 * * * *", "0 0 * * 1", "15,45 1-3 * * *", "0 3 1 * *");
    Arbitrary<String> zones =
        Arbitraries.of("UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe");
    return crons.flatMap(
        cron ->
            zones.map(
                zone ->
                    new Schedule(
                        new ScheduleName("s", "audit"), Cron.parse(cron), ZoneId.of(zone))));
  }

  @Provide
  Arbitrary<Instant> times() {
    return Arbitraries.longs()
        .between(
            Instant.parse("2024-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("2027-01-01T00:00:00Z").getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  @Property(tries = 300)
  void theNextIsAfterNowAndNothingIsDueBetween(
      @ForAll("schedules") Schedule schedule, @ForAll("times") Instant now) {
    Instant next = schedule.next(now).orElseThrow();

    assertThat(next).isAfter(now);
    assertThat(schedule.latest(next)).contains(next);
    assertThat(schedule.latest(next.minusMillis(1)))
        .isEqualTo(schedule.latest(now))
        .hasValueSatisfying(latest -> assertThat(latest).isBeforeOrEqualTo(now));
  }

  /** Whatever the clock's face shows in a day without a change is due when it shows it. */
  @Property(tries = 300)
  void farFromAChangeItIsDueWhenTheClockShowsIt(
      @ForAll("schedules") Schedule schedule, @ForAll("times") Instant now) {
    Instant next = schedule.next(now).orElseThrow();
    LocalDateTime shown = LocalDateTime.ofInstant(next, schedule.zone());
    boolean quiet =
        schedule
            .zone()
            .getRules()
            .getOffset(now.minusSeconds(86_400))
            .equals(schedule.zone().getRules().getOffset(next.plusSeconds(86_400)));

    if (quiet) {
      assertThat(schedule.cron().atOrAfter(shown)).contains(shown);
      List<LocalDateTime> clock = List.of(LocalDateTime.ofInstant(now, schedule.zone()));
      assertThat(schedule.cron().after(clock.getFirst())).contains(shown);
    }
  }
}
