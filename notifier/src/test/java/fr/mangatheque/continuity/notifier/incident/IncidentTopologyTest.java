package fr.mangatheque.continuity.notifier.incident;

import static fr.mangatheque.continuity.schemas.event.NotificationKind.OPENED;
import static fr.mangatheque.continuity.schemas.event.NotificationKind.RESOLVED;
import static fr.mangatheque.continuity.schemas.event.NotificationKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentTopologyTest {
  @TempDir private Path stateDir;
  private IncidentBench bench;

  @BeforeEach
  void open() {
    bench = new IncidentBench(stateDir, IncidentTiming.DEFAULT);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aThousandObjectsRefusedByARevokedKeyAreOneIncident() {
    for (int i = 0; i < 1_000; i++) {
      bench.raised("page-" + i, true);
    }
    bench.passes(Duration.ofMinutes(2));
    for (int i = 0; i < 1_000; i++) {
      bench.cleared("page-" + i);
    }

    List<Notification> told = bench.told();
    assertThat(told)
        .extracting(Notification::getKind, Notification::getFailing, Notification::getAffected)
        .containsExactly(
            tuple(OPENED, 1L, 1L), tuple(UPDATED, 1_000L, 1_000L), tuple(RESOLVED, 0L, 1_000L));
    assertThat(told)
        .extracting(Notification::getIncidentId)
        .containsOnly(told.getFirst().getIncidentId());
    assertThat(told).extracting(Notification::getId).doesNotHaveDuplicates();
    assertThat(told.get(1).getExamples()).hasSize(5).allMatch(key -> key.startsWith("page-"));
  }

  @Test
  void whatClearsInTimeIsToldToNobody() {
    bench.raised("cover", false);
    bench.passes(Duration.ofSeconds(29));
    bench.cleared("cover");
    bench.passes(Duration.ofHours(1));

    assertThat(bench.told()).isEmpty();
  }

  @Test
  void whatFailsForLongEnoughIsTold() {
    bench.raised("cover", false);
    bench.passes(Duration.ofSeconds(31));

    assertThat(bench.told())
        .singleElement()
        .satisfies(
            notification -> {
              assertThat(notification.getKind()).isEqualTo(OPENED);
              assertThat(notification.getSeverity()).isEqualTo(Severity.CRITICAL);
              assertThat(notification.getSince()).isEqualTo(IncidentBench.START);
              assertThat(notification.getExamples()).containsExactly("cover");
              assertThat(notification.getDetail()).isEqualTo("403 AccessDenied");
              assertThat(notification.getSummary())
                  .isEqualTo("The origin of uploads refuses our credentials");
            });
    assertThat(bench.open("critical")).isEqualTo(1);
  }

  @Test
  void aFailureHeardOfLateIsToldAtOnceIfItHadLasted() {
    bench.passes(Duration.ofHours(1));
    bench.send(
        bench
            .event(FailureKind.RAISED, "cover")
            .setSince(IncidentBench.START)
            .setAt(IncidentBench.START.plusSeconds(40)));

    assertThat(bench.told()).extracting(Notification::getKind).containsExactly(OPENED);
  }

  @Test
  void aFailureHeardOfLateTogetherWithItsEndIsToldToNobody() {
    bench.passes(Duration.ofHours(1));
    bench.send(
        bench
            .event(FailureKind.RAISED, "cover")
            .setSince(IncidentBench.START)
            .setAt(IncidentBench.START));
    bench.cleared("cover");
    bench.passes(Duration.ofMinutes(1));

    assertThat(bench.told()).isEmpty();
  }

  @Test
  void theIncidentEndsWithTheLastObject() {
    bench.raised("one", true);
    bench.raised("two", true);
    bench.raised("one", true);
    bench.cleared("one");
    bench.cleared("never seen");
    assertThat(bench.told()).extracting(Notification::getKind).containsExactly(OPENED);
    bench.cleared("two");

    assertThat(bench.told()).extracting(Notification::getKind).containsExactly(RESOLVED);
    assertThat(bench.open("critical")).isZero();
  }

  @Test
  void whatIsNotRaisedAgainInTimeCountsAsCleared() {
    bench.send(
        bench
            .event(FailureKind.RAISED, null)
            .setPermanent(true)
            .setClearsAt(bench.now().plusSeconds(60)));
    bench.passes(Duration.ofSeconds(50));
    bench.send(
        bench
            .event(FailureKind.RAISED, null)
            .setPermanent(true)
            .setClearsAt(bench.now().plusSeconds(60)));
    bench.passes(Duration.ofSeconds(50));
    assertThat(bench.told()).extracting(Notification::getKind).containsExactly(OPENED);
    bench.passes(Duration.ofSeconds(11));

    assertThat(bench.told()).extracting(Notification::getKind).containsExactly(RESOLVED);
  }

  @Test
  void anOpenIncidentIsBroughtToMind() {
    bench.raised("cover", true);
    bench.passes(Duration.ofHours(4).plusSeconds(1));
    bench.passes(Duration.ofHours(4).plusSeconds(1));

    assertThat(bench.told())
        .extracting(Notification::getKind)
        .containsExactly(OPENED, UPDATED, UPDATED);
  }

  @Test
  void aCauseThatComesAndGoesEverySecondMakesNoStorm() {
    for (int i = 0; i < 100; i++) {
      bench.raised("cover", true);
      bench.passes(Duration.ofMillis(500));
      bench.cleared("cover");
      bench.passes(Duration.ofMillis(500));
    }
    bench.passes(Duration.ofMinutes(5));

    List<Notification> told = bench.told();
    assertThat(told)
        .extracting(Notification::getKind)
        .containsExactly(OPENED, RESOLVED, OPENED, RESOLVED);
    assertThat(told.get(1).getIncidentId()).isEqualTo(told.get(0).getIncidentId());
    assertThat(told.get(2).getIncidentId()).isNotEqualTo(told.get(0).getIncidentId());
    assertThat(told.get(3).getIncidentId()).isEqualTo(told.get(2).getIncidentId());
  }

  @Test
  void messagesOfOneIncidentGoToThoseWhoHeardOfIt() {
    bench.close();
    bench =
        new IncidentBench(stateDir, IncidentTiming.DEFAULT, (_, _, _) -> List.of("pager", "mail"));
    bench.raised("cover", true);
    bench.cleared("cover");

    assertThat(bench.told())
        .extracting(Notification::getKind, Notification::getChannel)
        .containsExactly(
            tuple(OPENED, "pager"),
            tuple(OPENED, "mail"),
            tuple(RESOLVED, "pager"),
            tuple(RESOLVED, "mail"));
  }
}
