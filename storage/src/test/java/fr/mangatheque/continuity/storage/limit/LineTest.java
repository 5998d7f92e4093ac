package fr.mangatheque.continuity.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ReentrantLock lock = new ReentrantLock();
  private final Line line = new Line(Duration.ofSeconds(10));

  private Line.Ticket join(Use use, Instant at) {
    return line.join(use, at, lock.newCondition());
  }

  @Test
  void theMoreUrgentIsFirstAndAmongEqualsWhoCameFirst() {
    Line.Ticket scrub = join(Use.SCRUB, NOW);
    Line.Ticket copy = join(Use.COPY, NOW);
    Line.Ticket later = join(Use.COPY, NOW);
    Line.Ticket restore = join(Use.RESTORE, NOW);

    for (Line.Ticket next : new Line.Ticket[] {restore, copy, later, scrub}) {
      assertThat(line.first(NOW)).isSameAs(next);
      line.leave(next);
    }
    assertThat(line.first(NOW)).isNull();
  }

  @Test
  void whoHasWaitedTooLongGoesBeforeAll() {
    Line.Ticket scrub = join(Use.SCRUB, NOW);
    Line.Ticket copy = join(Use.COPY, NOW.plusSeconds(9));

    assertThat(line.first(NOW.plusSeconds(9))).isSameAs(copy);
    assertThat(line.wait(scrub, NOW.plusSeconds(9))).isEqualTo(Duration.ofSeconds(1));
    assertThat(line.first(NOW.plusSeconds(10))).isSameAs(scrub);
    assertThat(line.wait(scrub, NOW.plusSeconds(10))).isEqualTo(Line.FOREVER);
  }

  @Test
  void whoLeavesIsNoLongerCounted() {
    Line.Ticket scan = join(Use.SCAN, NOW);
    line.leave(scan);
    line.leave(scan);

    assertThat(line.size(Use.SCAN)).isZero();
    assertThat(line.first(NOW)).isNull();
  }
}
