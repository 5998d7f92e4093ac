package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.state.FirstBackupPart;
import fr.mangatheque.continuity.schemas.state.StoredFirstBackup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a partition of the ledger tells of a source's first backup: that it has done its part.
 *
 * @param partitions of the ledger, in all: so many parts make the whole
 */
record FirstBackup(String runId, FirstBackupPart part, int partitions) {
  static final String JOB = "backfill";

  /** Empty for a report of anything else, or one that does not say all of it. */
  static Optional<FirstBackup> of(JobReport report) {
    if (!report.getJob().equals(JOB) || report.getPhase() != JobPhase.SUCCEEDED) {
      return Optional.empty();
    }
    OptionalLong partition = figure(report, "partition");
    OptionalLong partitions = figure(report, "partitions");
    OptionalLong objects = figure(report, "objects");
    OptionalLong bytes = figure(report, "bytes");
    if (partition.isEmpty() || partitions.isEmpty() || objects.isEmpty() || bytes.isEmpty()) {
      return Optional.empty();
    }
    FirstBackupPart part =
        new FirstBackupPart(
            (int) partition.getAsLong(),
            objects.getAsLong(),
            bytes.getAsLong(),
            figure(report, "failing").orElse(0));
    return Optional.of(new FirstBackup(report.getRunId(), part, (int) partitions.getAsLong()));
  }

  private static OptionalLong figure(JobReport report, String name) {
    return report.getFigures().stream()
        .filter(figure -> figure.getName().equals(name))
        .mapToLong(Figure::getValue)
        .findFirst();
  }

  /** What is known with this: another run begins anew, and what a partition told last counts. */
  StoredFirstBackup addTo(@Nullable StoredFirstBackup known) {
    List<FirstBackupPart> parts = new ArrayList<>();
    boolean same = known != null && known.getRunId().equals(runId);
    if (known != null && same) {
      known.getParts().stream()
          .filter(it -> it.getPartition() != part.getPartition())
          .forEach(parts::add);
    }
    parts.add(part);
    boolean told = known != null && same && known.getTold();
    return new StoredFirstBackup(runId, parts, told);
  }

  /** Whether all have told, and nobody was told of it yet. */
  boolean completes(StoredFirstBackup known) {
    return !known.getTold() && known.getParts().size() >= partitions;
  }
}
