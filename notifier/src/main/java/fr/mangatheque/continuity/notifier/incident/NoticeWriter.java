package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.NotificationKind;
import java.util.List;

/** Puts notices into words, one notification a channel. */
final class NoticeWriter {
  private static final String NOTHING_TO_DO = "Nothing now. Look into it if it keeps coming back.";

  private NoticeWriter() {}

  static List<Notification> write(String causeKey, Notice notice) {
    String incidentId = IncidentId.of(causeKey, notice.openedAt());
    return notice.channels().stream()
        .map(channel -> write(causeKey, incidentId, channel, notice))
        .toList();
  }

  static Advice advice(Tally tally) {
    return Catalogue.advice(
        tally.cause(), tally.examples().isEmpty() ? null : tally.examples().getFirst());
  }

  private static Notification write(
      String causeKey, String incidentId, String channel, Notice notice) {
    Tally tally = notice.tally();
    Cause cause = tally.cause();
    Advice advice = advice(tally);
    boolean over = notice.kind() == NotificationKind.RESOLVED;
    return Notification.newBuilder()
        .setId(incidentId + "-" + notice.number() + "-" + channel)
        .setIncidentId(incidentId)
        .setKind(notice.kind())
        .setChannel(channel)
        .setSeverity(advice.severity())
        .setCauseKey(causeKey)
        .setStage(cause.stage())
        .setCauseClass(cause.causeClass())
        .setSource(cause.source())
        .setSince(tally.since())
        .setAt(notice.at())
        .setFailing(tally.failing())
        .setAffected(tally.affected())
        .setExamples(tally.examples())
        .setSummary(advice.summary())
        .setDetail(tally.detail())
        .setMeaning(over ? advice.over() : advice.meaning())
        .setAction(over ? NOTHING_TO_DO : advice.action())
        .build();
  }
}
