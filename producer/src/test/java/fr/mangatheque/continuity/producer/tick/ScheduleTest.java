package fr.mangatheque.continuity.producer.tick;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.ScheduleName;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clocks in Paris went from 02:00 to 03:00 at 01:00 UTC of 29 March 2026, and from 03:00 to 02:00
 * at 01:00 UTC of 25 October 2026.
 */
class ScheduleTest {
  private static final String SPRING = "2026-03-28T23:00:00Z";
  private static final String AUTUMN = "2026-10-24T22:00:00Z";

  private static Schedule paris(String cron) {
    return schedule(cron, "Europe/Paris");
  }

  private static Schedule schedule(String cron, String zone) {
    return new Schedule(new ScheduleName("uploads", "audit"), Cron.parse(cron), ZoneId.of(zone));
  }

  /** What comes due in the day of the change, from midnight in Paris. */
  private static List<Instant> day(Schedule schedule, String midnight) {
    Instant start = Instant.parse(midnight);
    Instant end = start.plusSeconds(8 * 3_600);
    return Stream.iterate(
            schedule.next(start.minusMillis(1)).orElseThrow(),
            due -> due.isBefore(end),
            due -> schedule.next(due).orElseThrow())
        .toList();
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }

  @Test
  void aTimeThatIsSkippedIsDueOnceAtTheChange() {
    assertThat(day(paris("30 2 * * *"), SPRING)).containsExactly(at("2026-03-29T01:00:00Z"));
  }

  @Test
  void severalTimesThatAreSkippedAreDueOnce() {
    assertThat(day(paris("10,20,30 2 * * *"), SPRING)).containsExactly(at("2026-03-29T01:00:00Z"));
    assertThat(day(paris("*/15 2 * * *"), SPRING)).containsExactly(at("2026-03-29T01:00:00Z"));
  }

  @Test
  void aTimeThatIsSkippedAndOneAtTheChangeAreOne() {
    assertThat(day(paris("0 2,3 * * *"), SPRING)).containsExactly(at("2026-03-29T01:00:00Z"));
  }

  @Test
  void whatIsDueEachHourIsDueEachHourWhereOneIsSkipped() {
    assertThat(day(paris("30 * * * *"), SPRING).subList(0, 3))
        .containsExactly(
            at("2026-03-28T23:30:00Z"), at("2026-03-29T00:30:00Z"), at("2026-03-29T01:30:00Z"));
  }

  @Test
  void aTimeThatComesTwiceIsDueTheFirstTime() {
    assertThat(day(paris("30 2 * * *"), AUTUMN)).containsExactly(at("2026-10-25T00:30:00Z"));
    assertThat(day(paris("10,50 2 * * *"), AUTUMN))
        .containsExactly(at("2026-10-25T00:10:00Z"), at("2026-10-25T00:50:00Z"));
  }

  @Test
  void whatGoesByIntervalsIsDueInBothHours() {
    assertThat(day(paris("30 * * * *"), AUTUMN).subList(1, 5))
        .containsExactly(
            at("2026-10-24T23:30:00Z"),
            at("2026-10-25T00:30:00Z"),
            at("2026-10-25T01:30:00Z"),
            at("2026-10-25T02:30:00Z"));
    assertThat(day(paris("*/30 2 * * *"), AUTUMN))
        .containsExactly(
            at("2026-10-25T00:00:00Z"),
            at("2026-10-25T00:30:00Z"),
            at("2026-10-25T01:00:00Z"),
            at("2026-10-25T01:30:00Z"));
  }

  @Test
  void theTimeOfTheChangeBackItselfIsDueOnce() {
    assertThat(day(paris("0 3 * * *"), AUTUMN)).containsExactly(at("2026-10-25T02:00:00Z"));
  }

  @Test
  void aDayThatIsSkippedAsAWholeIsDueOnce() {
    // Samoa had no 30 December 2011
    Schedule samoa = schedule("0 4 * * *", "Pacific/Apia");

    assertThat(samoa.next(at("2011-12-29T15:00:00Z"))).contains(at("2011-12-30T10:00:00Z"));
    assertThat(samoa.next(at("2011-12-30T10:00:00Z"))).contains(at("2011-12-30T14:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "*/15 * * * *, 2026-05-04T03:02:01Z, 2026-05-04T03:00:00Z",
    "0 4 * * *, 2026-05-04T03:02:01Z, 2026-05-04T02:00:00Z",
    "0 6 * * *, 2026-05-04T04:00:00Z, 2026-05-04T04:00:00Z",
    "0 6 * * *, 2026-05-04T03:59:59.999Z, 2026-05-03T04:00:00Z",
    "30 2 * * *, 2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z",
    "30 2 * * *, 2026-03-29T00:59:59Z, 2026-03-28T01:30:00Z",
    "30 2 * * *, 2026-10-25T01:40:00Z, 2026-10-25T00:30:00Z",
    "0 0 1 1 *, 2026-05-04T00:00:00Z, 2025-12-31T23:00:00Z",
    "0 0 29 2 *, 2104-02-28T22:59:59Z, 2096-02-28T23:00:00Z"
  })
  void theLatestDueTimeIsFound(String cron, Instant now, Instant due) {
    assertThat(paris(cron).latest(now)).contains(due);
  }
}
