package fr.mangatheque.continuity.notifier.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.mangatheque.continuity.schemas.event.Notification;
import java.util.Locale;

/** A notification as JSON. The form is public: docs/how-to/alerts.md describes it. */
final class WebhookBody {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private WebhookBody() {}

  static byte[] of(Notification notification) {
    ObjectNode body = JSON.createObjectNode();
    body.put("type", "incident." + notification.getKind().name().toLowerCase(Locale.ROOT));
    body.put("timestamp", notification.getAt().toString());
    ObjectNode data = body.putObject("data");
    data.put("incidentId", notification.getIncidentId());
    data.put("severity", notification.getSeverity().name().toLowerCase(Locale.ROOT));
    data.put("summary", notification.getSummary());
    data.put("source", notification.getSource());
    data.put("stage", notification.getStage().name());
    data.put("causeClass", notification.getCauseClass());
    data.put("causeKey", notification.getCauseKey());
    data.put("since", notification.getSince().toString());
    data.put("failing", notification.getFailing());
    data.put("affected", notification.getAffected());
    notification.getExamples().forEach(data.putArray("examples")::add);
    data.put("detail", notification.getDetail());
    data.put("meaning", notification.getMeaning());
    data.put("action", notification.getAction());
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers are always JSON", e);
    }
  }
}
