package fr.mangatheque.continuity.notifier.channel;

import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.NotificationKind;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Instant;
import java.util.List;

/** Notifications to play with. */
public final class Samples {
  /** The example secret of the Standard Webhooks libraries; it protects nothing. */
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private Samples() {}

  /** The {@code number}th notification of an incident. */
  public static Notification notification(
      String incident, int number, NotificationKind kind, String channel, Instant at) {
    boolean over = kind == NotificationKind.RESOLVED;
    return Notification.newBuilder()
        .setId(incident + "-" + number + "-" + channel)
        .setIncidentId(incident)
        .setKind(kind)
        .setChannel(channel)
        .setSeverity(Severity.CRITICAL)
        .setCauseKey("uploads/BACKUP/UNREACHABLE")
        .setStage(Stage.BACKUP)
        .setCauseClass("UNREACHABLE")
        .setSource("uploads")
        .setSince(at.minusSeconds(95))
        .setAt(at)
        .setFailing(over ? 0 : 1_204)
        .setAffected(1_300)
        .setExamples(List.of("covers/one.jpg", "pages/two\nlines.png"))
        .setSummary("The backup of uploads cannot be reached")
        .setDetail("connection refused")
        .setMeaning("What was uploaded since then is not protected.")
        .setAction("Look at the provider's status page.")
        .build();
  }
}
