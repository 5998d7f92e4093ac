package fr.mangatheque.continuity.notifier.channel;

import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.NotificationKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes notifications to the log, under a logger of their own. */
final class ConsoleChannel implements Channel {
  /** So that a logging configuration can send alerts elsewhere. */
  private static final Logger log = LoggerFactory.getLogger("fr.mangatheque.continuity.alert");

  private final String name;

  ConsoleChannel(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void deliver(Notification notification) {
    log.atLevel(level(notification.getKind()))
        .addKeyValue("incident", notification.getIncidentId())
        .addKeyValue("severity", notification.getSeverity())
        .addKeyValue("cause", notification.getCauseKey())
        .addKeyValue("failing", notification.getFailing())
        .log("Alert\n{}", MessageText.of(notification));
  }

  private static Level level(NotificationKind kind) {
    return switch (kind) {
      case RESOLVED, NEWS -> Level.INFO;
      case OPENED, UPDATED, UNKNOWN -> Level.WARN;
    };
  }

  @Override
  public void close() {}
}
