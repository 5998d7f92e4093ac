package fr.mangatheque.continuity.processors.job;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.ScheduleName;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** By when a job must have succeeded. */
class JobPlanTest {
  private static final ScheduleName NAME = new ScheduleName("uploads", "tidy");
  private static final DueTimes MONTHLY =
      after -> {
        OffsetDateTime at = after.atOffset(ZoneOffset.UTC);
        return Optional.of(at.withDayOfMonth(1).plusMonths(1).toInstant());
      };
  private static final Instant FIRST_OF_MAY = Instant.parse("2026-05-01T02:00:00Z");

  @Test
  void aJobThatIsDueOftenHasThreeChances() {
    JobPlan hourly =
        new JobPlan(NAME, after -> Optional.of(after.plusSeconds(3600)), Duration.ofMinutes(15));

    assertThat(hourly.overdueAt(FIRST_OF_MAY)).contains(Instant.parse("2026-05-01T05:30:00Z"));
  }

  @Test
  void aJobThatIsDueOnceInALongTimeHasOneChanceAndAWhile() {
    JobPlan drill = JobPlan.rare(NAME, MONTHLY, Duration.ofDays(7));

    assertThat(drill.overdueAt(FIRST_OF_MAY)).contains(Instant.parse("2026-06-08T02:00:00Z"));
  }

  @Test
  void theWhileIsAtMostHalfOfTheTimeBetween() {
    JobPlan daily =
        JobPlan.rare(
            NAME, after -> Optional.of(after.plus(Duration.ofDays(1))), Duration.ofDays(7));

    assertThat(daily.overdueAt(FIRST_OF_MAY)).contains(Instant.parse("2026-05-02T14:00:00Z"));
  }

  @Test
  void aJobThatIsNeverDueIsNeverOverdue() {
    assertThat(JobPlan.byHand(NAME).overdueAt(FIRST_OF_MAY)).isEmpty();
  }
}
