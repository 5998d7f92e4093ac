package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.NotificationKind;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.schemas.state.FirstBackupPart;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Puts into words that a source's first backup is complete. */
final class FirstBackupNews {
  static final String CAUSE = "FIRST_BACKUP_COMPLETE";

  private static final List<String> UNITS = List.of("bytes", "KB", "MB", "GB", "TB", "PB");

  private FirstBackupNews() {}

  static List<Notification> write(JobReport last, List<FirstBackupPart> parts, Audience audience) {
    String source = last.getSource();
    Cause cause = new Cause(Stage.JOB, CAUSE, source);
    return audience.of(Severity.INFO, cause, List.of()).stream()
        .map(channel -> write(last, parts, cause, channel))
        .toList();
  }

  private static Notification write(
      JobReport last, List<FirstBackupPart> parts, Cause cause, String channel) {
    Instant since = last.getStartedAt() == null ? last.getAt() : last.getStartedAt();
    String causeKey = CauseClass.key(cause.source(), cause.stage(), CAUSE);
    String id = IncidentId.of(causeKey, since);
    long objects = parts.stream().mapToLong(FirstBackupPart::getObjects).sum();
    long bytes = parts.stream().mapToLong(FirstBackupPart::getBytes).sum();
    long failing = parts.stream().mapToLong(FirstBackupPart::getFailing).sum();
    return Notification.newBuilder()
        .setId(id + "-1-" + channel)
        .setIncidentId(id)
        .setKind(NotificationKind.NEWS)
        .setChannel(channel)
        .setSeverity(Severity.INFO)
        .setCauseKey(causeKey)
        .setStage(cause.stage())
        .setCauseClass(CAUSE)
        .setSource(cause.source())
        .setSince(since)
        .setAt(last.getAt())
        .setFailing(failing)
        .setAffected(failing)
        .setExamples(List.of())
        .setSummary(
            "The first backup of %s is complete: %s, %s"
                .formatted(cause.source(), count(objects), size(bytes)))
        .setDetail("")
        .setMeaning(
            failing == 0
                ? "All that the source held when it was first listed is in the backup, and what"
                    + " comes is added as it comes. Restores are possible from now on."
                : "What the source held when it was first listed is in the backup, but for %s that"
                        .formatted(count(failing))
                    + " failed; these are tried again by themselves, and an incident names the"
                    + " cause. Restores of all else are possible from now on.")
        .setAction(
            failing == 0
                ? "Nothing. Rehearse a restore when it suits you."
                : "Look at what fails: continuity failures --source " + cause.source() + ".")
        .build();
  }

  private static String count(long objects) {
    return String.format(Locale.ROOT, "%,d %s", objects, objects == 1 ? "object" : "objects");
  }

  /** In steps of 1,000, as clouds bill it. */
  private static String size(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 1000 && unit < UNITS.size() - 1) {
      amount /= 1000;
      unit++;
    }
    return unit == 0
        ? bytes + " " + UNITS.getFirst()
        : String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
  }
}
