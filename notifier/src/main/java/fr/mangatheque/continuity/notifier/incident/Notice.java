package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.NotificationKind;
import java.time.Instant;
import java.util.List;

/**
 * Something to tell of an incident.
 *
 * @param openedAt when the incident opened; makes its id with the cause key
 * @param number counts the incident's notices from 1
 * @param channels whom to tell; may be none
 */
record Notice(
    NotificationKind kind,
    Instant openedAt,
    int number,
    Instant at,
    Tally tally,
    List<String> channels) {
  Notice {
    channels = List.copyOf(channels);
  }
}
