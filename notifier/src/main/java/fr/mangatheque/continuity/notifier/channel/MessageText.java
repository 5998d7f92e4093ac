package fr.mangatheque.continuity.notifier.channel;

import fr.mangatheque.continuity.schemas.event.Notification;
import fr.mangatheque.continuity.schemas.event.NotificationKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;

/** A notification as plain text, the most urgent first. */
final class MessageText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private MessageText() {}

  static String of(Notification notification) {
    StringJoiner text = new StringJoiner("\n");
    text.add(headline(notification));
    text.add("");
    text.add(when(notification));
    if (notification.getKind() != NotificationKind.NEWS || notification.getFailing() > 0) {
      text.add(howMany(notification));
    }
    if (!notification.getExamples().isEmpty()) {
      text.add("For example:");
      notification.getExamples().forEach(key -> text.add("  " + printable(key)));
    }
    text.add("");
    text.add("What it means for recovery: " + notification.getMeaning());
    text.add("What to do: " + notification.getAction());
    if (!notification.getDetail().isBlank()) {
      text.add("");
      text.add("Last heard: " + notification.getDetail());
    }
    text.add("");
    text.add(
        (notification.getKind() == NotificationKind.NEWS
                ? "News %s, about %s"
                : "Incident %s, cause %s")
            .formatted(notification.getIncidentId(), notification.getCauseKey()));
    return text.toString();
  }

  private static String headline(Notification notification) {
    String summary = notification.getSummary();
    return switch (notification.getKind()) {
      case OPENED -> notification.getSeverity() + ": " + summary + ".";
      case UPDATED, UNKNOWN -> "STILL " + notification.getSeverity() + ": " + summary + ".";
      case NEWS -> summary + ".";
      case RESOLVED -> "RESOLVED: it is over that \"" + summary + "\".";
    };
  }

  private static String when(Notification notification) {
    Instant since = notification.getSince();
    Instant at = notification.getAt();
    String lasted = words(Duration.between(since, at));
    return switch (notification.getKind()) {
      case RESOLVED ->
          "It lasted from %s to %s (%s).".formatted(TIME.format(since), TIME.format(at), lasted);
      case NEWS ->
          "It took from %s to %s (%s).".formatted(TIME.format(since), TIME.format(at), lasted);
      case OPENED, UPDATED, UNKNOWN -> "Since %s (for %s).".formatted(TIME.format(since), lasted);
    };
  }

  private static String howMany(Notification notification) {
    long failing = notification.getFailing();
    long affected = notification.getAffected();
    if (notification.getKind() == NotificationKind.RESOLVED) {
      return count(affected, "failure", "failures") + " in all, none now.";
    }
    return affected == failing
        ? count(failing, "object fails", "objects fail") + " now."
        : "%s now, after %s in all."
            .formatted(
                count(failing, "object fails", "objects fail"),
                count(affected, "failure", "failures"));
  }

  private static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  private static String words(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    long minutes = seconds / 60;
    return minutes < 48 * 60
        ? minutes / 60 + " h " + minutes % 60 + " min"
        : minutes / (24 * 60) + " days";
  }

  /** Keys may hold line breaks and worse; a message shows one key a line. */
  private static String printable(String key) {
    StringBuilder text = new StringBuilder();
    key.codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", point));
              } else {
                text.appendCodePoint(point);
              }
            });
    return text.toString();
  }
}
