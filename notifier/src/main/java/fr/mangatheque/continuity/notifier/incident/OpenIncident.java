package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Severity;
import java.time.Instant;

/**
 * An incident that people were told of and that lasts.
 *
 * @param id as notifications name it
 * @param failing objects that fail of it now
 * @param summary what is wrong, in a line
 * @param action what to do
 */
public record OpenIncident(
    String id,
    Cause cause,
    Severity severity,
    Instant openedAt,
    long failing,
    String summary,
    String action) {
  static OpenIncident of(String causeKey, IncidentState.Open open) {
    Advice advice = NoticeWriter.advice(open.tally());
    return new OpenIncident(
        IncidentId.of(causeKey, open.opening().at()),
        open.tally().cause(),
        advice.severity(),
        open.opening().at(),
        open.tally().failing(),
        advice.summary(),
        advice.action());
  }
}
