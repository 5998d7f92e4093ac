package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.processors.restore.Amount;
import fr.mangatheque.continuity.processors.restore.NamedObject;
import fr.mangatheque.continuity.processors.restore.NamedObjects;
import fr.mangatheque.continuity.processors.restore.Rate;
import fr.mangatheque.continuity.processors.restore.RecoveryPoint;
import fr.mangatheque.continuity.processors.restore.Requests;
import fr.mangatheque.continuity.processors.restore.RestorePlan;
import fr.mangatheque.continuity.processors.restore.RestoreReport;
import fr.mangatheque.continuity.processors.restore.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans and reports of tests. */
final class Plans {
  static final Instant NOW = Instant.parse("2026-01-31T15:00:00Z");

  private Plans() {}

  static NamedObjects named(String name, String detail) {
    return new NamedObjects(new Amount(1, 10), List.of(new NamedObject(name, 10, detail)), null);
  }

  static NamedObjects many(int count) {
    List<NamedObject> first =
        IntStream.range(0, Math.min(count, NamedObjects.SHOWN))
            .mapToObj(i -> new NamedObject("key-" + i, 10, ""))
            .toList();
    return new NamedObjects(new Amount(count, 10L * count), first, Path.of("/restore/list.tsv"));
  }

  /**
   * A plan.
   *
   * @param there what is overwritten, unprotected, extra and impossible, each
   */
  static RestorePlan plan(Selection selection, Amount toWrite, NamedObjects there) {
    return new RestorePlan(
        selection,
        "origin (s3://library/)",
        NOW,
        Duration.ofSeconds(3),
        new Amount(100, 1000),
        new Amount(40, 400),
        toWrite,
        there.amount(),
        there.amount(),
        there,
        NamedObjects.NONE,
        there,
        there,
        there,
        NamedObjects.NONE,
        there,
        NamedObjects.NONE,
        NamedObjects.NONE,
        NamedObjects.NONE,
        new Requests(2, 0, 60, 0, 0),
        new Requests(1, 0, 0, 60, 0),
        new Rate(10, 1000),
        new RecoveryPoint(NOW, NOW.minusSeconds(300)),
        List.of(),
        Path.of("/work"));
  }

  static RestoreReport report(NamedObjects failed, @Nullable String stopped) {
    return new RestoreReport(
        Selection.everything(),
        "origin (s3://library/)",
        NOW,
        Duration.ofSeconds(20),
        new Amount(60, 600_000),
        new Amount(40, 400),
        Amount.NOTHING,
        NamedObjects.NONE,
        failed,
        NamedObjects.NONE,
        NamedObjects.NONE,
        stopped,
        new Requests(2, 0, 60, 0, 0),
        new Requests(1, 0, 0, 60, 0),
        new RecoveryPoint(NOW, NOW.minusSeconds(300)));
  }
}
